/** Column types that MySQL 8 and MariaDB 10.11 store alike. */
import { customType, datetime, varchar } from 'drizzle-orm/mysql-core';

/** A TypeID: a prefix and a base32 UUIDv7. Bytewise order is creation order. */
export const typeId = customType<{ data: string }>({
  dataType: () => 'char(30) character set ascii collate ascii_bin',
});

/** A key compared byte by byte: the default collation would take `a` and `A` for the same. */
export const asciiKey = customType<{ data: string; config: { length: number } }>({
  dataType: (config) => `varchar(${config?.length ?? 64}) character set ascii collate ascii_bin`,
});

/** Text of any script, compared code point by code point. */
export const exactText = customType<{ data: string; config: { length: number } }>({
  dataType: (config) => `varchar(${config?.length ?? 64}) character set utf8mb4 collate utf8mb4_bin`,
});

/** At most 65,535 bytes. */
export const bytes = customType<{ data: Buffer }>({ dataType: () => 'blob' });

/** MariaDB hands JSON over as text, MySQL parsed; reading is the same here. */
const jsonType = customType<{ data: unknown; driverData: unknown }>({
  dataType: () => 'json',
  toDriver: (value) => JSON.stringify(value),
  fromDriver: (value) => (typeof value === 'string' ? JSON.parse(value) : value),
});
export const json = <T>(name: string) => jsonType(name).$type<T>();

/** A moment in UTC with milliseconds. */
export const moment = (name: string) => datetime(name, { mode: 'date', fsp: 3 });

/** One of a closed set of upper-case names; the set is checked in code, so that it can grow without a migration. */
export const oneOf = <T extends string>(name: string) => varchar(name, { length: 20 }).$type<T>();
