const digitsOf = (text: string): number[] => [...text.replace(/\D/g, "")].map(Number);
const weigh = (digits: number[], weights: readonly number[]): number =>
  weights.reduce((sum, weight, at) => sum + weight * digits[at]!, 0);

/** IBAN, ISO 13616: first four characters moved to the end, letters as 10..35, the number modulo 97 is 1. */
export function isIban(text: string): boolean {
  const iban = text.replace(/\s/g, "").toUpperCase();
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(iban)) return false;
  let rest = 0;
  for (const sign of iban.slice(4) + iban.slice(0, 4)) rest = Number(`${rest}${Number.parseInt(sign, 36)}`) % 97;
  return rest === 1;
}

/** Payment card, ISO/IEC 7812: 13 to 19 digits starting with 2..6, Luhn sum divisible by 10. */
export function isCard(text: string): boolean {
  const digits = digitsOf(text);
  if (digits.length < 13 || digits.length > 19 || digits[0]! < 2 || digits[0]! > 6) return false;
  const sum = digits.reverse().reduce((total, digit, at) => {
    const doubled = at % 2 === 1 ? digit * 2 : digit;
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return sum % 10 === 0;
}

/** Turkish identity number: 11 digits, the tenth is (7 odd - even) mod 10, the eleventh the sum of the first ten mod 10. */
export function isTckn(text: string): boolean {
  const d = digitsOf(text);
  if (d.length !== 11 || d[0] === 0) return false;
  const odd = weigh(d, [1, 0, 1, 0, 1, 0, 1, 0, 1]);
  const even = weigh(d, [0, 1, 0, 1, 0, 1, 0, 1]);
  const tenth = (((7 * odd - even) % 10) + 10) % 10;
  return tenth === d[9] && (odd + even + d[9]) % 10 === d[10];
}

/** Polish PESEL: 11 digits that begin with a possible birth date (month + 20, 40, 60, 80 for other centuries), weighted sum. */
export function isPesel(text: string): boolean {
  const d = digitsOf(text);
  if (d.length !== 11) return false;
  const month = (d[2]! * 10 + d[3]!) % 20;
  const day = d[4]! * 10 + d[5]!;
  if (month < 1 || month > 12 || day < 1 || day > 31) return false;
  return (10 - (weigh(d, [1, 3, 7, 9, 1, 3, 7, 9, 1, 3]) % 10)) % 10 === d[10];
}

const hetuSigns = "0123456789ABCDEFHJKLMNPRSTUVWXY";

/** Finnish henkilötunnus: ddmmyy, sign of the century, three digits; the nine digits modulo 31 choose the last sign. */
export function isHetu(text: string): boolean {
  const match = /^(\d{2})(\d{2})(\d{2})[-+A-FU-Y](\d{3})([0-9A-Y])$/i.exec(text);
  if (!match) return false;
  const [, day, month, year, serial, sign] = match;
  if (Number(day) < 1 || Number(day) > 31 || Number(month) < 1 || Number(month) > 12) return false;
  return hetuSigns[Number(`${day}${month}${year}${serial}`) % 31] === sign!.toUpperCase();
}
