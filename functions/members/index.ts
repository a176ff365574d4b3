/** Members: who may do what where, and who I am. */
import { tableDeps } from '#kit/deps.ts';
import { endpoint } from '#kit/endpoint.ts';
import { memberRows } from '#shared/contract/members.ts';
import { deleteMember } from './delete-member.ts';
import { getMe } from './get-me.ts';
import { listMembers } from './list-members.ts';
import { putMember } from './put-member.ts';
import { putPreferences } from './put-preferences.ts';

export const operations = { getMe, putPreferences, listMembers, putMember, deleteMember };

export const handler = endpoint(memberRows, operations, tableDeps);
