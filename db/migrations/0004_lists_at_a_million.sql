CREATE EXTENSION IF NOT EXISTS pg_trgm;
--> statement-breakpoint
DROP INDEX "interaction_organisation_id_agent_id_started_at_index";--> statement-breakpoint
DROP INDEX "interaction_organisation_id_queue_index";--> statement-breakpoint
ALTER TABLE "interaction" ADD COLUMN "language_tag" text GENERATED ALWAYS AS (lower(split_part(language, '-', 1))) STORED;--> statement-breakpoint
CREATE INDEX "interaction_of_agent" ON "interaction" USING btree ("organisation_id","agent_id","started_at" DESC NULLS FIRST,"id");--> statement-breakpoint
CREATE INDEX "interaction_of_queue" ON "interaction" USING btree ("organisation_id","queue","started_at" DESC NULLS FIRST,"id");--> statement-breakpoint
CREATE INDEX "interaction_of_language" ON "interaction" USING btree ("organisation_id","language_tag","started_at" DESC NULLS FIRST,"id");--> statement-breakpoint
CREATE INDEX "interaction_handled" ON "interaction" USING btree ("organisation_id","started_at","agent_id","channel","team_ids");--> statement-breakpoint
CREATE INDEX "interaction_ids" ON "interaction" USING gin (external_id gin_trgm_ops,customer_ref gin_trgm_ops);