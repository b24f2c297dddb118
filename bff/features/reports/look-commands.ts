import { brandOf } from "#bff/features/reports/queries.ts";
import type { Ctx } from "#bff/platform/context.ts";
import { write } from "#bff/platform/write.ts";
import { DomainError } from "#shared/errors.ts";
import { type LookInput, largestLogo } from "#shared/reports/sharing-schema.ts";

/** Keeps a brand's colour and logo. What a file says it is does not count, only what it begins with. */
export async function saveLook(ctx: Ctx, input: LookInput): Promise<void> {
  const brand = await brandOf(ctx, input.brand);
  const picture = input.logo === null ? null : readLogo(input.logo);
  await write(ctx, "report.look", `brand:${brand.id}`, async (trx, audit) => {
    audit({ color: input.color, logo: picture?.type ?? null });
    const look = {
      color: input.color.toLowerCase(),
      logo: picture?.bytes.toString("base64") ?? null,
      logoType: picture?.type ?? null,
      updatedAt: ctx.clock.iso(),
    };
    await trx
      .insertInto("brand_look")
      .values({ brandId: brand.id, ...look })
      .onConflict((conflict) => conflict.column("brandId").doUpdateSet(look))
      .execute();
  });
}

const png = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const jpeg = Buffer.from([0xff, 0xd8, 0xff]);

function readLogo(address: string): { type: "image/png" | "image/jpeg"; bytes: Buffer } {
  const text = /^data:[a-z/+.-]*;base64,([A-Za-z0-9+/=]+)$/.exec(address)?.[1];
  const bytes = Buffer.from(text ?? "", "base64");
  const refuse = (message: string) => new DomainError("invalid_input", message, { field: "logo" });
  if (bytes.length > largestLogo) throw refuse(`A logo may have ${largestLogo / 1000} kB at most.`);
  const size = sizeOf(bytes);
  if (!size) throw refuse("A logo has to be a PNG or JPEG picture.");
  const { type, width, height } = size;
  if (width < 1 || height < 1 || width > 4000 || height > 4000)
    throw refuse("A logo may be 4,000 pixels wide at most.");
  return { type, bytes };
}

function sizeOf(bytes: Buffer): { type: "image/png" | "image/jpeg"; width: number; height: number } | null {
  if (bytes.length > 32 && bytes.subarray(0, 8).equals(png))
    return { type: "image/png", width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
  if (!bytes.subarray(0, 3).equals(jpeg)) return null;
  for (let at = 2; at + 9 < bytes.length && bytes[at] === 0xff; at += 2 + bytes.readUInt16BE(at + 2)) {
    const mark = bytes[at + 1] ?? 0;
    // a frame's header; C4, C8 and CC are tables, not frames
    if (mark >= 0xc0 && mark <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(mark))
      return { type: "image/jpeg", width: bytes.readUInt16BE(at + 7), height: bytes.readUInt16BE(at + 5) };
  }
  return null;
}
