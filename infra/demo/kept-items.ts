/** What stays: kept ready, worn again, or only recorded. */
import type { Item } from './item.ts';

/** Kept ready: a facility should have so many. */
export const reserves: readonly (Item & { readonly requiredQuantity: number })[] = [
  {
    itemId: 'coverall',
    names: [
      'Protective coverall',
      'Combinaison de protection',
      'Комбинезон защитный',
      'بدلة واقية',
      'Қорғаныш комбинезоны',
    ],
    unit: 'piece',
    criticality: 'essential',
    packs: { case: 25 },
    requiredQuantity: 20,
    unspsc: '42131605',
  },
  {
    itemId: 'goggles',
    names: ['Protective goggles', 'Lunettes de protection', 'Очки защитные', 'نظارات واقية', 'Қорғаныш көзілдірік'],
    unit: 'piece',
    criticality: 'essential',
    packs: { box: 10 },
    requiredQuantity: 20,
    unspsc: '46181804',
  },
  {
    itemId: 'body-bag',
    names: ['Body bag', 'Housse mortuaire', 'Мешок для тел умерших', 'كيس الجثث', 'Мәйіт қабы'],
    unit: 'piece',
    criticality: 'other',
    packs: { pack: 10 },
    requiredQuantity: 5,
    unspsc: '42261602',
  },
  {
    itemId: 'thermometer-ir',
    names: [
      'Infrared thermometer',
      'Thermomètre infrarouge',
      'Термометр инфракрасный',
      'ميزان حرارة بالأشعة تحت الحمراء',
      'Инфрақызыл термометр',
    ],
    unit: 'piece',
    criticality: 'essential',
    requiredQuantity: 4,
    unspsc: '42182201',
  },
  {
    itemId: 'pulse-oximeter',
    names: ['Pulse oximeter', 'Oxymètre de pouls', 'Пульсоксиметр', 'مقياس التأكسج النبضي', 'Пульсоксиметр'],
    unit: 'piece',
    criticality: 'other',
    requiredQuantity: 2,
    unspsc: '42181801',
  },
];

/** One for every officer on duty, worn again. */
export const perOfficer: readonly Item[] = [
  {
    itemId: 'face-shield',
    names: ['Face shield', 'Écran facial', 'Лицевой щиток', 'واقي الوجه', 'Бет қалқаны'],
    unit: 'piece',
    criticality: 'other',
    packs: { box: 10 },
    unspsc: '46181702',
  },
];

/** Only recorded: gifts, furniture, what a workshop makes. */
export const recorded: readonly Item[] = [
  {
    itemId: 'mask-cloth',
    names: ['Cloth mask', 'Masque en tissu', 'Маска тканевая', 'كمامة قماشية', 'Мата маска'],
    unit: 'piece',
    criticality: 'other',
    packs: { bundle: 100 },
  },
  { itemId: 'bed', names: ['Bed', 'Lit', 'Кровать', 'سرير', 'Төсек'], unit: 'piece', criticality: 'other' },
  {
    itemId: 'mattress',
    names: ['Mattress', 'Matelas', 'Матрас', 'فراش', 'Матрас'],
    unit: 'piece',
    criticality: 'other',
  },
  {
    itemId: 'blanket',
    names: ['Blanket', 'Couverture', 'Одеяло', 'بطانية', 'Көрпе'],
    unit: 'piece',
    criticality: 'other',
  },
  {
    itemId: 'water-tank-5000',
    names: ['Water tank, 5,000 l', 'Citerne, 5 000 l', 'Бак для воды, 5000 л', 'خزان ماء، 5000 لتر', 'Су багы, 5000 л'],
    unit: 'piece',
    criticality: 'other',
  },
  {
    itemId: 'handset',
    names: ['Phone handset', 'Téléphone', 'Телефон', 'هاتف', 'Телефон'],
    unit: 'piece',
    criticality: 'other',
  },
  { itemId: 'ball', names: ['Ball', 'Ballon', 'Мяч', 'كرة', 'Доп'], unit: 'piece', criticality: 'other' },
];
