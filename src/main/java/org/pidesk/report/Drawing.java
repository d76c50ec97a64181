package org.pidesk.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Where the parts of a {@link Chart} lie: the same on a page and on paper. Words never lie on a bar. */
record Drawing(Chart chart, int width, int height, List<Box> boxes, List<Words> words) {
    private static final int WIDTH = 400;
    private static final int LINE = 22;
    private static final int ROW = 46;
    private static final int THICK = 14;
    /** How far below the top of a line letters stand. */
    private static final int BASE = 14;
    /** No letter of common fonts is wider on average. */
    private static final double LETTER = 8.5;

    private static final double MOST_ASIDE = 0.65;

    /** So many on one piece of paper, also where each label takes two lines. */
    private static final int BARS = 12;

    private static final int GAP = 6;
    private static final int LONGEST_LINE = 52;
    /** Told apart without their colour by how dark they are; each by far darker than the paper. */
    private static final List<String> COLOURS = List.of("#155cb5", "#c47a00", "#5b6570");

    record Box(double x, double y, double width, double height, String colour) {}

    record Words(double x, double y, String text, boolean bold) {}

    static Drawing of(Chart chart) {
        return of(chart, scale(chart));
    }

    /** The same in pieces, none of them too high for a page, and with bars that can be compared. */
    static List<Drawing> inPieces(Chart chart) {
        return IntStream.iterate(0, first -> first < chart.bars().size(), first -> first + BARS)
                .mapToObj(first -> chart.with(chart.bars()
                        .subList(first, Math.min(first + BARS, chart.bars().size()))))
                .map(piece -> of(piece, scale(chart)))
                .toList();
    }

    private static double scale(Chart chart) {
        var longest = chart.bars().stream().mapToDouble(Chart.Bar::length).max().orElse(0);
        return longest > 0 ? (WIDTH - aside(chart)) / longest : 0;
    }

    private static Drawing of(Chart chart, double scale) {
        var boxes = new ArrayList<Box>();
        var words = new ArrayList<Words>();
        double y = legend(chart, boxes, words);
        for (var bar : chart.bars()) {
            for (var line : lines(bar.label())) {
                words.add(new Words(0, y + BASE, line, true));
                y += LINE;
            }
            var end = draw(bar, y, scale, boxes);
            words.add(new Words(end + GAP, y + BASE - 2, bar.words(), false));
            y += ROW - LINE;
        }
        return new Drawing(chart, WIDTH, (int) y, List.copyOf(boxes), List.copyOf(words));
    }

    /** One colour needs none. */
    private static double legend(Chart chart, List<Box> boxes, List<Words> words) {
        if (chart.series().size() < 2) {
            return 0;
        }
        double y = 0;
        for (int at = 0; at < chart.series().size(); at++) {
            boxes.add(new Box(0, y + 2, THICK, THICK, COLOURS.get(at)));
            words.add(new Words(THICK + 8.0, y + BASE, chart.series().get(at), false));
            y += LINE;
        }
        return y + LINE / 2.0;
    }

    /** Is left free for words at the right of the longest bar. */
    private static double aside(Chart chart) {
        var longest = chart.bars().stream()
                .mapToInt(bar -> bar.words().length())
                .max()
                .orElse(0);
        return Math.min(WIDTH * MOST_ASIDE, GAP + longest * LETTER);
    }

    private static double draw(Chart.Bar bar, double y, double scale, List<Box> boxes) {
        double x = 0;
        for (int at = 0; at < bar.parts().size(); at++) {
            var length = bar.parts().get(at) * scale;
            if (length > 0) {
                boxes.add(new Box(x, y, length, THICK, COLOURS.get(at)));
                x += length;
            }
        }
        return x;
    }

    /** A long label takes two lines, so that nothing of its sense is cut; one that is longer still ends with “…”. */
    private static List<String> lines(String label) {
        if (label.length() <= LONGEST_LINE) {
            return List.of(label);
        }
        var space = label.lastIndexOf(' ', LONGEST_LINE);
        var end = space > 0 ? space : LONGEST_LINE;
        return List.of(label.substring(0, end), shortened(label.substring(end).strip()));
    }

    private static String shortened(String line) {
        return line.length() > LONGEST_LINE ? line.substring(0, LONGEST_LINE - 1) + "…" : line;
    }
}
