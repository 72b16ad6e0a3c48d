// Supabase on this machine: one Node process that opens the database, brings it up to date and serves /rest/v1.
//
// Started by `python -m local.supabase`, which hands over a bound socket and this JSON as the only argument:
//   {fd, data, migrations, seed: path | null, schemas: [...], maxRows}
// The keys are read from data/project.json, so that none shows in the process list. With DATABASE_URL in the
// environment the database is that PostgreSQL, else a PGlite folder inside `data`.

import { readFileSync, readdirSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { getRequestListener } from "@hono/node-server";
import { App } from "@supabase/lite";

const { fd, data, migrations, seed, schemas, maxRows } = JSON.parse(process.argv[2]);
const project = JSON.parse(readFileSync(join(data, "project.json"), "utf8"));

// What a hosted Supabase project has before its first migration. New projects grant nothing on tables by default.
const ROLES = `
do $$
begin
  if to_regrole('anon') is null then create role anon nologin; end if;
  if to_regrole('authenticated') is null then create role authenticated nologin; end if;
  if to_regrole('service_role') is null then create role service_role nologin bypassrls; end if;
  if to_regrole('authenticator') is null then
    create role authenticator noinherit nologin;
    grant anon, authenticated, service_role to authenticator;
  end if;
end $$;
grant usage on schema public to anon, authenticated, service_role;`;

// The history table of the Supabase CLI, so that both can take turns on one database.
const HISTORY = `
create schema if not exists supabase_migrations;
create table if not exists supabase_migrations.schema_migrations (
  version text primary key, statements text[], name text);`;

async function openPglite() {
  const { createPgliteConnection } = await import("@supabase/lite/pglite");
  const { pg_trgm } = await import("@electric-sql/pglite/contrib/pg_trgm");
  const connection = await createPgliteConnection({ url: join(data, "pgdata"), pgliteOptions: { extensions: { pg_trgm } } });
  await connection.driver.waitReady;
  return { connection, run: async (sql) => (await connection.driver.exec(sql)).at(-1)?.rows ?? [] };
}

// lite hands arguments of functions over as JSON text; the driver would make a JSON string of that.
const jsonb = {
  to: 3802,
  from: [3802],
  serialize: (value) => (typeof value === "string" ? value : JSON.stringify(value)),
  parse: JSON.parse,
};

async function openPostgres(url) {
  const { createPostgresConnection } = await import("@supabase/lite/postgres");
  const connection = createPostgresConnection({ url, postgresOptions: { onnotice: () => {}, types: { jsonb } } });
  const run = async (sql) => {
    const result = await connection.driver.unsafe(sql);
    return Array.isArray(result[0]) ? result.at(-1) : result;
  };
  return { connection, run };
}

// Several statements sent at once are one transaction in PostgreSQL: a migration is applied and recorded, or neither.
async function migrate(run) {
  await run(ROLES + HISTORY);
  const applied = new Set((await run("select version from supabase_migrations.schema_migrations")).map((row) => row.version));
  const files = readdirSync(migrations).filter((name) => /^\d+_.*\.sql$/.test(name)).sort();
  for (const file of files) {
    const [, version, name] = /^(\d+)_(.*)\.sql$/.exec(file);
    if (applied.has(version)) continue;
    const record = `insert into supabase_migrations.schema_migrations (version, name) values ('${version}', '${name}');`;
    await run(`${readFileSync(join(migrations, file), "utf8")}\n;${record}`);
    console.log(`applied ${file}`);
  }
}

// lite prints whole errors with the query's parameters; a log needs neither those nor its own stack.
console.error = (error) => process.stderr.write(`${[error?.code, error?.message ?? error].filter(Boolean).join(" ")}\n`);

function serve(connection) {
  // On the first request lite would grant every table to anon, authenticated and service_role. A hosted project does
  // not: the migrations' own grants must decide. This state makes it skip that; tests check that anon is refused.
  connection.rlsState = "active";
  const app = new App({
    connection,
    api: { schemas, max_rows: maxRows },
    auth: {
      enabled: false,
      jwt_secret: project.jwt_secret,
      publishable_key: project.publishable_key,
      secret_key: project.secret_key,
    },
    options: { server: { admin: false } },
  });
  if (process.env.DATABASE_URL) return app.fetch;
  // PGlite is one session, and lite does not keep its transactions apart: without this queue, requests that arrive
  // together would share one transaction and its role.
  let last = Promise.resolve();
  return (request) => (last = last.then(() => app.fetch(request), () => app.fetch(request)));
}

async function checkAnswersAsApi() {
  const headers = { apikey: project.publishable_key, authorization: `Bearer ${project.api_jwt}` };
  const answer = await fetch(`${project.url}/rest/v1/jobs?select=job_id&limit=1`, { headers });
  if (!answer.ok) throw new Error(`/rest/v1/jobs answers joblab_api with ${answer.status}: ${await answer.text()}`);
}

async function start() {
  const { connection, run } = await (process.env.DATABASE_URL ? openPostgres(process.env.DATABASE_URL) : openPglite());
  await migrate(run);
  if (seed) await run(readFileSync(seed, "utf8"));
  const server = createServer(getRequestListener(serve(connection)));
  server.listen({ fd });
  await checkAnswersAsApi();
  console.log(`ready ${project.url}`);
  return { connection, server };
}

const started = start().catch((error) => {
  console.error(`supabase could not start: ${error.message}`);
  process.exit(1);
});

async function stop() {
  const { connection, server } = await started;
  server.closeAllConnections();
  server.close();
  await connection.close();
  process.exit(0);
}

let stopping;
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => (stopping ??= stop()));
