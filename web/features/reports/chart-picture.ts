import { saveFile } from "./save-file.ts";

/** What stands around a chart in its picture. */
export type PictureWords = Record<"title" | "unit" | "now" | "before" | "source" | "file", string>;

const [edge, head, foot, sharp] = [20, 62, 34, 2];
const painted = ["fill", "stroke", "stroke-width", "stroke-dasharray", "fill-opacity", "stroke-opacity", "opacity"];
const written = ["font-size", "font-family", "font-weight"];

/** Saves the chart inside an element as a PNG, in the page's own colours. Refuses where there is no chart or no canvas. */
export async function chartPicture(inside: HTMLElement | null, words: PictureWords): Promise<void> {
  const svg = inside?.querySelector<SVGSVGElement>("svg.recharts-surface");
  if (!svg) throw new Error("There is no chart to save.");
  const { width, height } = svg.getBoundingClientRect();
  const canvas = document.createElement("canvas");
  canvas.width = (width + 2 * edge) * sharp;
  canvas.height = (height + head + foot) * sharp;
  const pen = canvas.getContext("2d");
  if (!pen) throw new Error("This browser draws no pictures.");
  pen.scale(sharp, sharp);
  const paint = colorsOf(svg);
  pen.fillStyle = paint.paper;
  pen.fillRect(0, 0, width + 2 * edge, height + head + foot);
  write(pen, words, paint, width + 2 * edge, height + head + foot);
  pen.drawImage(await picture(standing(svg, width, height)), edge, head, width, height);
  const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, "image/png"));
  if (!blob) throw new Error("The picture could not be made.");
  saveFile(blob, words.file);
}

type Paint = Record<"paper" | "text" | "quiet" | "now" | "before" | "face", string>;

/** The page's colours as they are now, light or dark; a canvas knows no variables. */
function colorsOf(svg: SVGSVGElement): Paint {
  const probe = document.createElement("span");
  svg.parentElement?.append(probe);
  const read = (name: string): string => {
    probe.style.color = `var(${name})`;
    return getComputedStyle(probe).color;
  };
  const names = { paper: "--bg-surface", text: "--text", quiet: "--text-3", now: "--c1", before: "--c-prev" };
  const paint = Object.fromEntries(Object.entries(names).map(([of, name]) => [of, read(name)]));
  const face = getComputedStyle(probe).fontFamily;
  probe.remove();
  return { ...paint, face } as Paint;
}

function write(pen: CanvasRenderingContext2D, words: PictureWords, paint: Paint, width: number, height: number): void {
  pen.textBaseline = "alphabetic";
  pen.fillStyle = paint.text;
  pen.font = `600 15px ${paint.face}`;
  pen.fillText(words.title, edge, 26, width - 2 * edge);
  pen.font = `12px ${paint.face}`;
  pen.fillStyle = paint.quiet;
  pen.fillText(words.unit, edge, 46);
  let right = width - edge;
  for (const [name, color, filled] of [
    [words.before, paint.before, false] as const,
    [words.now, paint.now, true] as const,
  ]) {
    right -= pen.measureText(name).width;
    pen.fillStyle = paint.quiet;
    pen.fillText(name, right, 46);
    right -= 15;
    pen.fillStyle = pen.strokeStyle = color;
    if (filled) pen.fillRect(right, 37, 9, 9);
    else pen.strokeRect(right + 0.5, 37.5, 8, 8);
    right -= 14;
  }
  pen.fillStyle = paint.quiet;
  pen.font = `11px ${paint.face}`;
  pen.fillText(words.source, edge, height - 12, width - 2 * edge);
}

/** A copy of the chart that needs no style sheet: what its parts look like is written onto them. */
function standing(svg: SVGSVGElement, width: number, height: number): string {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  const [from, to] = [
    [svg, ...svg.querySelectorAll("*")],
    [copy, ...copy.querySelectorAll("*")],
  ];
  from.forEach((element, at) => {
    const looks = getComputedStyle(element);
    for (const name of [...painted, ...written]) {
      const value = looks.getPropertyValue(name);
      // a pattern is found by its name in the copy, not by its address in the page
      if (value && !value.includes("url(")) to[at]?.setAttribute(name, value);
    }
  });
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  copy.setAttribute("width", String(width));
  copy.setAttribute("height", String(height));
  return new XMLSerializer().serializeToString(copy);
}

async function picture(svg: string): Promise<HTMLImageElement> {
  const image = new Image();
  image.src = `data:image/svg+xml,${encodeURIComponent(svg)}`;
  await image.decode();
  return image;
}
