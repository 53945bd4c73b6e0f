import type { ValueText } from './value-probability.ts'

/**
 * Weights of the logistic model of `probabilityOf`, by kind of text: constant, log odds of the confidence and of the weakest character,
 * incomplete, doubted, disputed, confirmed. Fitted by `fitCalibration` of test/bench/calibration.ts on 16,248 values of the tuning half: 60
 * forms in five grades of scan.
 */
export const CALIBRATION: Readonly<Record<ValueText, readonly number[]>> = {
  number: [2.68, 0.09, 0.4, 0.14, -2.65, -0.77, 1.7],
  words: [1.52, 0.56, 0.28, -0.6, -2.01, 0.5, 0],
  prose: [-0.74, 0.45, 0.66, 0.82, 0, -0.48, 0],
  label: [1.81, 0.27, 1.02, 1.09, 0.06, 1.06, 0],
}
