/** The one DynamoDB table, which outlives every mistake of a deployment: protected, retained, restorable to the second. */
import { RemovalPolicy } from 'aws-cdk-lib';
import {
  AttributeType,
  Billing,
  ProjectionType,
  StreamViewType,
  TableEncryptionV2,
  TableV2,
} from 'aws-cdk-lib/aws-dynamodb';
import { Construct } from 'constructs';
import { indexKeys, indexName, tableKeys, ttlAttribute } from '#shared/store/table-constants.ts';

const text = (name: string) => ({ name, type: AttributeType.STRING });

export class Table extends Construct {
  readonly table: TableV2;
  /** ARN of GSI1, written out so that no policy needs `index/*`. */
  readonly indexArn: string;
  readonly streamArn: string;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.table = new TableV2(this, 'Table', {
      partitionKey: text(tableKeys.partition),
      sortKey: text(tableKeys.sort),
      globalSecondaryIndexes: [
        {
          indexName,
          partitionKey: text(indexKeys.partition),
          sortKey: text(indexKeys.sort),
          projectionType: ProjectionType.ALL,
        },
      ],
      billing: Billing.onDemand(),
      encryption: TableEncryptionV2.dynamoOwnedKey(),
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      dynamoStream: StreamViewType.NEW_AND_OLD_IMAGES,
      timeToLiveAttribute: ttlAttribute,
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    if (this.table.tableStreamArn === undefined) throw new Error('The table has no stream.');
    this.streamArn = this.table.tableStreamArn;
    this.indexArn = `${this.table.tableArn}/index/${indexName}`;
  }
}
