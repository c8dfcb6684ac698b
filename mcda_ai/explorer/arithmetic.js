// Sums, and when two numbers are the same.

import { VOCABULARY } from "./vocabulary.js";

export const TIE_TOLERANCE = VOCABULARY.tieTolerance; // two sums this close are equal
export const SAME_POINT = 1e-12;

export const sum = (values) => values.reduce((total, value) => total + value, 0);
