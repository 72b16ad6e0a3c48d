-- The role that the app comes in as; what it may do is in 20261127020900_access.sql.
do $$
begin
  if not exists (select from pg_roles where rolname = 'joblab_api') then
    create role joblab_api nologin;
  end if;
  -- PostgREST logs in as authenticator and becomes the role that the JWT names. PGlite and a bare PostgreSQL have no
  -- such role; it is Supabase's to create.
  if exists (select from pg_roles where rolname = 'authenticator') then
    grant joblab_api to authenticator;
  end if;
end $$;
