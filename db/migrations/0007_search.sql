CREATE TABLE "transcript_search" (
	"interaction_id" text PRIMARY KEY NOT NULL,
	"organisation_id" text NOT NULL,
	"revision" integer NOT NULL,
	"masked" text[] NOT NULL,
	"terms" "tsvector" NOT NULL,
	"agent" text NOT NULL,
	"customer" text NOT NULL,
	"others" text NOT NULL,
	"lines" jsonb NOT NULL
);
--> statement-breakpoint
ALTER TABLE "transcript_search" ADD CONSTRAINT "transcript_search_interaction_id_interaction_id_fk" FOREIGN KEY ("interaction_id") REFERENCES "public"."interaction"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "transcript_search" ADD CONSTRAINT "transcript_search_organisation_id_organisation_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "transcript_search_terms" ON "transcript_search" USING gin ("terms") WITH (fastupdate=false);--> statement-breakpoint
CREATE INDEX "transcript_search_organisation_id_index" ON "transcript_search" USING btree ("organisation_id");