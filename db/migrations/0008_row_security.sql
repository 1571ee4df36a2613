-- Which user a member signs in as is a row of its own: one user may come to belong to several organisations.
CREATE TABLE "membership" (
	"member_id" text PRIMARY KEY NOT NULL,
	"organisation_id" text NOT NULL,
	"user_id" text NOT NULL,
	CONSTRAINT "membership_user_id_organisation_id_unique" UNIQUE("user_id","organisation_id")
);
--> statement-breakpoint
INSERT INTO "membership" ("member_id", "organisation_id", "user_id") SELECT "id", "organisation_id", "user_id" FROM "member" WHERE "user_id" IS NOT NULL;
--> statement-breakpoint
ALTER TABLE "member" DROP COLUMN "user_id";
--> statement-breakpoint
ALTER TABLE "membership" ADD CONSTRAINT "membership_member_id_within" FOREIGN KEY ("organisation_id","member_id") REFERENCES "public"."member"("organisation_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "membership" ADD CONSTRAINT "membership_organisation_id_organisation_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisation"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "membership" ADD CONSTRAINT "membership_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
CREATE INDEX "membership_organisation_id_index" ON "membership" USING btree ("organisation_id");
--> statement-breakpoint
-- What an index finds by an operator that may leak (here of arrays) is not looked up in it under a policy.
DROP INDEX "evaluation_of_team";
--> statement-breakpoint
-- The role every transaction of the product takes. Roles belong to the whole cluster: it may be there already, or be made
-- by somebody else at this moment.
DO $$
BEGIN
	IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'attune_app') THEN
		CREATE ROLE attune_app NOLOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE;
	END IF;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
END $$;
--> statement-breakpoint
-- An owner who is no superuser has to be allowed to take it.
DO $$
BEGIN
	PERFORM set_config('role', 'attune_app', true);
	PERFORM set_config('role', 'none', true);
EXCEPTION WHEN insufficient_privilege THEN
	EXECUTE format('GRANT attune_app TO %I', current_user);
END $$;
--> statement-breakpoint
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO attune_app;
--> statement-breakpoint
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO attune_app;
--> statement-breakpoint
-- Binds what is not bound yet; called after every migration, so that no table is forgotten. A table with an organisation
-- shows the role the rows of the transaction's organisation; one about users, those of its members, or all where the
-- transaction is within no organisation, as before sign-in. The owner, who migrates, reaches everything.
CREATE FUNCTION bind_rows() RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
DECLARE
	found record;
BEGIN
	GRANT USAGE ON SCHEMA public TO attune_app;
	FOR found IN
		SELECT c.oid, format('public.%I', c.relname) AS name, c.relrowsecurity AND c.relforcerowsecurity AS forced,
			CASE
				WHEN c.relname = 'organisation' THEN 'id = current_setting(''attune.organisation'', true)'
				WHEN a.attname = 'organisation_id' THEN 'organisation_id = current_setting(''attune.organisation'', true)'
				WHEN c.relname = 'verification' THEN 'current_setting(''attune.organisation'', true) = '''''
				ELSE format('current_setting(''attune.organisation'', true) = '''' OR EXISTS (SELECT FROM public.membership m WHERE m.user_id = %I.%I)',
					c.relname, CASE WHEN c.relname = 'user' THEN 'id' ELSE 'user_id' END)
			END AS condition
		FROM pg_class c
		LEFT JOIN LATERAL (
			SELECT attname FROM pg_attribute WHERE attrelid = c.oid AND attname IN ('organisation_id', 'user_id') AND NOT attisdropped
			ORDER BY attname LIMIT 1
		) a ON true
		WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
			AND (a.attname IS NOT NULL OR c.relname IN ('organisation', 'user', 'verification'))
	LOOP
		IF NOT found.forced THEN
			EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', found.name);
		END IF;
		IF NOT EXISTS (SELECT FROM pg_policy WHERE polrelid = found.oid AND polname = 'own_organisation') THEN
			-- A user is there before the membership by which they are somebody's.
			EXECUTE format('CREATE POLICY own_organisation ON %s TO attune_app USING (%s) WITH CHECK (%s)', found.name, found.condition,
				CASE WHEN found.name = 'public."user"' THEN 'true' ELSE found.condition END);
		END IF;
		IF NOT EXISTS (SELECT FROM pg_policy WHERE polrelid = found.oid AND polname = 'owner' AND current_user::regrole = ANY (polroles)) THEN
			EXECUTE format('DROP POLICY IF EXISTS owner ON %s', found.name);
			EXECUTE format('CREATE POLICY owner ON %s TO CURRENT_USER USING (true)', found.name);
		END IF;
	END LOOP;
	-- Tables made before there were default privileges, or restored without them.
	FOR found IN
		SELECT format('public.%I', relname) AS name FROM pg_class
		WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v') AND NOT has_table_privilege('attune_app', oid, 'SELECT')
	LOOP
		EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %s TO attune_app', found.name);
	END LOOP;
END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION bind_rows() FROM PUBLIC;
--> statement-breakpoint
SELECT bind_rows();
--> statement-breakpoint
-- What is only ever added to. The application neither seals nor closes a log, and drops nobody's sign-ins but its own old ones.
REVOKE ALL ON "event", "event_seal", "closed_organisation" FROM attune_app;
--> statement-breakpoint
GRANT SELECT, INSERT ON "event" TO attune_app;
--> statement-breakpoint
-- bind_rows() gives all rights on a table that cannot even be read.
GRANT SELECT ON "event_seal", "closed_organisation" TO attune_app;
--> statement-breakpoint
REVOKE UPDATE, DELETE ON "evaluation", "evaluation_criterion", "scorecard_version" FROM attune_app;
