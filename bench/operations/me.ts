/** The least that a signed-in client can ask. */
import type { RowDataPacket } from 'mysql2/promise';
import type { Operation } from './operation.js';

export const me: Operation = {
  operationName: 'MyId',
  query: 'query MyId { me { id } }',
  variables: [{}],
  bare: async ({ pool, userId }) => {
    const [rows] = await pool.query<RowDataPacket[]>('SELECT id FROM users WHERE id = ?', [userId]);
    return { me: { id: rows[0]?.id } };
  },
  check: (data) => {
    if (!(data as { me: { id: string } | null }).me?.id.startsWith('usr_')) throw new Error('expected an id');
  },
};
