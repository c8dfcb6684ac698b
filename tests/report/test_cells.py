"""Cells of the report's tables."""

import numpy as np
import pandas as pd

from mcda_ai.report.cells import percent_cells, span_cell


def test_a_sum_of_weights_that_is_all_weight_is_100_per_cent():
    """Ten tenths, of the only layer of a problem, add up to less than 1 as floats."""
    tenths = sum([0.1] * 10)
    assert tenths < 1
    cells = percent_cells(pd.Series([tenths, 0.99999, 0.9999, np.nan]), "nl", "–")
    assert [cell.text for cell in cells] == ["100 %", "> 99,9 %", "99,99 %", "–"]
    assert span_cell(0.25, tenths, "en").text == "25.0 % – 100 %"
