-- Custom SQL: teams of one name but for capitals, width and blanks. The first keeps it, each later one gets the next
-- number that is free: "Billing (2)". Ids sort by when they were made.
DO $$
DECLARE
  later record;
  wanted text;
  number integer;
BEGIN
  FOR later IN
    SELECT "id", "organisation_id", "name" FROM (
      SELECT "id", "organisation_id", btrim("name") AS "name",
        row_number() OVER (PARTITION BY "organisation_id", lower(btrim(normalize("name", NFKC))) ORDER BY "id") AS "nth"
      FROM "team"
    ) AS "same" WHERE "nth" > 1 ORDER BY "id"
  LOOP
    number := 2;
    LOOP
      wanted := later."name" || ' (' || number || ')';
      EXIT WHEN NOT EXISTS (
        SELECT 1 FROM "team" WHERE "organisation_id" = later."organisation_id"
          AND lower(btrim(normalize("name", NFKC))) = lower(btrim(normalize(wanted, NFKC)))
      );
      number := number + 1;
    END LOOP;
    UPDATE "team" SET "name" = wanted WHERE "id" = later."id";
  END LOOP;
END
$$;--> statement-breakpoint
ALTER TABLE "team" DROP CONSTRAINT "team_organisation_id_name_unique";--> statement-breakpoint
CREATE UNIQUE INDEX "team_name_index" ON "team" USING btree ("organisation_id",lower(btrim(normalize("name", NFKC))));
