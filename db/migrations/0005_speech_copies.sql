ALTER TABLE "model_copy" DROP CONSTRAINT "model_copy_worker_id_worker_id_fk";
--> statement-breakpoint
ALTER TABLE "model_copy" ADD CONSTRAINT "model_copy_worker_id_worker_id_fk" FOREIGN KEY ("worker_id") REFERENCES "public"."worker"("id") ON DELETE no action ON UPDATE no action;