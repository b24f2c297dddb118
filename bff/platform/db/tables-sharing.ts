/** The tables of reports that leave the house; see `tables.ts` for the rules of columns. */
type Mine = { id: string; workspaceId: string; brandId: string; userId: string; createdAt: string };

/** A read-only link. `filter` JSON of what is shown, `frozen` JSON of the report as it was when shared, or null: live. */
type ReportShareTable = Mine & {
  tokenHash: string;
  filter: string;
  frozen: string | null;
  passwordHash: string | null;
  expiresAt: string;
  revokedAt: string | null;
  opened: number;
  lastOpenedAt: string | null;
};
/** A mail at its hour; `recipients` JSON of addresses, `nextAt` the moment it is sent next. */
type ReportScheduleTable = Mine & {
  every: string;
  onDay: number;
  hour: number;
  timeZone: string;
  language: string;
  recipients: string;
  withPdf: number;
  paused: number;
  nextAt: string;
  deletedAt: string | null;
};
/** One report to one reader; its outbox row says what became of it. */
type ReportMailTable = {
  id: string;
  scheduleId: string;
  workspaceId: string;
  dateFrom: string;
  dateTo: string;
  toMail: string;
  createdAt: string;
};
/** How a brand's printed pages look; `color` as #rrggbb, `logo` base64 of a PNG or JPEG. */
type BrandLookTable = {
  brandId: string;
  color: string;
  logo: string | null;
  logoType: string | null;
  updatedAt: string;
};

export type SharingTables = {
  report_share: ReportShareTable;
  report_schedule: ReportScheduleTable;
  report_mail: ReportMailTable;
  brand_look: BrandLookTable;
};
