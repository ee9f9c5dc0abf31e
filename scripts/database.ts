import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { databaseFile, databaseUrl } from '@/prisma/location';
import { migrate } from '@/prisma/migrate';
import { createStore } from '@/prisma/store';

// Creates the database file if there is none and applies the migrations that it has not seen; what was deleted long ago goes.
const url = databaseUrl();
const file = databaseFile(url);
if (file !== null) mkdirSync(dirname(file), { recursive: true });
const applied = await migrate(url);
const store = createStore(url);
await store.projects.purge();
await store.close();
console.log(applied.length > 0 ? `database: applied ${applied.join(', ')}` : 'database: up to date');
