"""Tables in the shapes that people use, each with what is meant by it, read in bulk.

python -m tests.fuzz.tables_people_make --tables 3000 --seed 1

Every table is a text file or a workbook, and ends in one of four ways: read as it is meant,
refused with a fault, read with a doubt that says what is wrong, or silently wrong, which must not
happen. Of tables that are read as meant it is counted how many are doubted all the same.
"""

from tests.fuzz.tables_people_make import other_forms, plain, totals, workbooks

TEXT_SHAPES = (
    plain.plain, plain.with_weights, plain.with_layers, plain.with_titles_and_gaps,
    plain.with_notes, plain.with_directions, plain.ranks, plain.ranks_read_as_scores,
    plain.scores_read_as_ranks, plain.words, plain.percent_and_units, plain.decimals,
    plain.three_decimals, plain.measured, plain.numbered, plain.twice, plain.thin, plain.unscored,
    plain.headings, plain.signs, plain.half_steps, other_forms.turned_unsaid,
    other_forms.turned_of_other_sizes, other_forms.turned_with_directions,
    other_forms.turned_and_said, other_forms.turned_with_a_total, other_forms.long,
    other_forms.long_with_directions, other_forms.long_with_two_scores,
    other_forms.long_with_another_column, other_forms.pairwise, other_forms.compared,
    totals.total_row, totals.total_of_few, totals.weighted_total_row, totals.total_column,
    totals.bounds_column, totals.rank_row, totals.other_weights, totals.weighted_columns,
    workbooks.shares, workbooks.mixed_shares,
)  # fmt: skip
SHAPES = (
    *TEXT_SHAPES, workbooks.hidden_criterion, workbooks.hidden_option, workbooks.hidden_weights,
    workbooks.hidden_option_in_a_row, workbooks.hidden_score_of_a_row, workbooks.struck_through,
    workbooks.hidden_remarks, workbooks.hidden_sheet, workbooks.percent_row,
    workbooks.partly_percent_row, workbooks.percent_weights, workbooks.merged_layers,
    workbooks.merged_scores, workbooks.formulas, workbooks.dates,
)  # fmt: skip
READABLE = (
    plain.plain, plain.with_weights, plain.with_layers, plain.with_titles_and_gaps, plain.decimals,
    plain.measured, plain.thin, other_forms.long, other_forms.long_with_directions,
    other_forms.turned_and_said, workbooks.hidden_remarks, workbooks.percent_row,
    workbooks.merged_layers,
)  # fmt: skip
"""Shapes that have to be read as they are meant, without a doubt."""
