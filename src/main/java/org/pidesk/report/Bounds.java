package org.pidesk.report;

/** How many lines a file of the log holds: as many as fit in memory beside the work of the desk. */
final class Bounds {
    static final int OF_A_TABLE = 20_000;
    /** Some forty pages of paper. */
    static final int OF_PAPER = 1_000;

    private Bounds() {}

    static int lines(FileType type) {
        return type == FileType.PDF ? OF_PAPER : OF_A_TABLE;
    }

    static final String MONTH_REFUSED =
            "That month has more lines than this can hold. Ask for its days in the Activity report.";

    static String refusal(FileType type) {
        return "There are more than %,d lines, and %s holds no more. Ask for fewer days%s."
                .formatted(
                        lines(type),
                        type == FileType.PDF ? "a PDF" : "a file",
                        type == FileType.PDF ? ", or take CSV or XLSX" : ", one activity or one user");
    }
}
