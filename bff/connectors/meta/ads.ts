/** Whether comments under ads were asked for in the form: Meta wants further permissions for them. */
export const wantsAds = (fields: Record<string, string>): boolean =>
  /^(y|yes|true|1)$/i.test((fields.ads ?? "").trim());
