import { z } from "zod";
import { aggregateIds, formulaIds, rateFormulaIds, units } from "./closed-list.ts";

/** The closed lists as schemas; the lists themselves stay free of zod, so that a page can use them. */
export const Formula = z.enum(formulaIds);
export const RateFormula = z.enum(rateFormulaIds);
export const Aggregate = z.enum(aggregateIds);
export const Unit = z.enum(units);
