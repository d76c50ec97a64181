package org.pidesk.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.pidesk.report.Chart.Bar;

class DrawingTest {
    private static final Chart CHART = new Chart(
            "Answers",
            "Bars.",
            List.of("On time", "Late"),
            List.of(new Bar("May", List.of(8.0, 2.0), "10"), new Bar("June", List.of(0.0, 5.0), "5")));

    @Test
    void drawsBarsAsLongAsTheyAre() {
        var boxes = Drawing.of(CHART).boxes();
        // two of them are the legend's
        var bars = boxes.subList(2, boxes.size());

        assertThat(bars).hasSize(3);
        assertThat(bars.get(0).width()).isEqualTo(4 * bars.get(1).width());
        assertThat(bars.get(1).x()).isEqualTo(bars.get(0).width());
        assertThat(bars.get(2).width()).isEqualTo(2.5 * bars.get(1).width());
        assertThat(bars.get(2).x()).isZero();
        assertThat(bars.get(0).colour()).isNotEqualTo(bars.get(1).colour());
        assertThat(bars.get(1).colour()).isEqualTo(bars.get(2).colour());
    }

    @Test
    void letsNothingLieOutside() {
        var drawing = Drawing.of(CHART);

        assertThat(drawing.boxes()).allMatch(box -> box.x() + box.width() <= drawing.width());
        assertThat(drawing.boxes()).allMatch(box -> box.y() + box.height() <= drawing.height());
        assertThat(drawing.words()).allMatch(words -> words.y() <= drawing.height());
    }

    @Test
    void cutsALongChartIntoPiecesThatCanBeCompared() {
        var bars = IntStream.rangeClosed(1, 30)
                .mapToObj(number -> new Bar("Step " + number, List.of((double) number), "" + number))
                .toList();
        var chart = new Chart("Steps", "Bars.", List.of("Median"), bars);

        var pieces = Drawing.inPieces(chart);

        assertThat(pieces).extracting(piece -> piece.boxes().size()).containsExactly(12, 12, 6);
        assertThat(pieces.stream().flatMap(piece -> piece.boxes().stream()).map(Drawing.Box::width))
                .containsExactlyElementsOf(Drawing.of(chart).boxes().stream()
                        .map(Drawing.Box::width)
                        .toList());
        assertThat(Drawing.inPieces(CHART)).containsExactly(Drawing.of(CHART));
    }

    @Test
    void letsALongLabelTakeTwoLines() {
        var label = "Refused, and asked to be looked at again by somebody else who had no hand in it";
        var other = new Bar("May", List.of(1.0), "1");
        var chart =
                new Chart("Answers", "Bars.", List.of("On time"), List.of(new Bar(label, List.of(1.0), "1"), other));

        var drawing = Drawing.of(chart);

        var texts = drawing.words().stream().map(Drawing.Words::text).toList();
        assertThat(texts.get(0) + " " + texts.get(1)).isEqualTo(label);
        assertThat(drawing.words()).extracting(Drawing.Words::y).isSorted().doesNotHaveDuplicates();
        assertThat(drawing.words().get(4).y()).isLessThan(drawing.height());
        assertThat(drawing.boxes()).allMatch(box -> box.y() + box.height() <= drawing.height());
        var endless = new Chart(
                "Answers", "Bars.", List.of("On time"), List.of(new Bar("x".repeat(300), List.of(1.0), "1"), other));
        assertThat(Drawing.of(endless).words().get(1).text()).endsWith("…");
        assertThat(Drawing.of(endless).height()).isEqualTo(drawing.height());
    }

    @Test
    void drawsNothingWhereThereIsNothing() {
        var empty = new Chart("Answers", "Bars.", List.of("On time"), List.of(new Bar("May", List.of(0.0), "0")));

        assertThat(Drawing.of(empty).boxes()).isEmpty();
        assertThat(Drawing.of(empty).words()).hasSize(2);
    }

    @Test
    void mustHaveALengthForEachSeries() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Chart(
                        "Answers", "Bars.", List.of("On time"), List.of(new Bar("May", List.of(1.0, 2.0), "3"))));
    }

    @Test
    void paintsBarsAndLetters() throws IOException {
        var drawing = Drawing.of(CHART);
        var address = Picture.of(drawing);
        var image = ImageIO.read(new ByteArrayInputStream(
                Base64.getDecoder().decode(address.substring("data:image/png;base64,".length()))));

        assertThat(image.getWidth()).isEqualTo(3 * drawing.width());
        var bar = drawing.boxes().get(2);
        assertThat(Integer.toHexString(image.getRGB((int) (3 * bar.x()) + 6, (int) (3 * bar.y()) + 6)))
                .isEqualTo("ff" + bar.colour().substring(1));
        var label = drawing.words().stream()
                .filter(words -> words.text().equals("May"))
                .findFirst()
                .orElseThrow();
        assertThat(inked(image, 0, (int) (label.y() - 10) * 3, 90, 30)).isPositive();
        // what says something outside the alphabet is painted too, or left out
        assertThat(Picture.of(Drawing.of(
                        new Chart("A", "B", List.of("C"), List.of(new Bar("Šḓ ṱ Фред 🙂", List.of(1.0), "1"))))))
                .startsWith("data:");
    }

    private static long inked(java.awt.image.BufferedImage image, int left, int top, int width, int height) {
        long inked = 0;
        for (int x = left; x < left + width; x++) {
            for (int y = top; y < top + height; y++) {
                inked += (image.getRGB(x, y) & 0xff) < 128 ? 1 : 0;
            }
        }
        return inked;
    }
}
