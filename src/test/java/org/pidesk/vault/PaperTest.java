package org.pidesk.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pidesk.HostilePaper;
import org.pidesk.OnePage;

/** What is taken for a paper: what somebody can open and read, and nothing that only begins like it. */
class PaperTest {
    @Test
    void takesWhatCanBeRead() {
        assertThat(Paper.of(OnePage.pdf()).mediaType()).isEqualTo("application/pdf");
        assertThat(Paper.of(OnePage.picture("png")).mediaType()).isEqualTo("image/png");
        assertThat(Paper.of(OnePage.picture("jpeg")).mediaType()).isEqualTo("image/jpeg");
    }

    /** It may be signed. */
    @Test
    void keepsAPdfAsItIs() {
        assertThat(Paper.of(OnePage.pdf(2)).document()).startsWith("%PDF-".getBytes(StandardCharsets.US_ASCII));
        var document = OnePage.pdf();
        assertThat(Paper.of(document).document()).isEqualTo(document);
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpeg"})
    void keepsOfAPictureItsDotsAlone(String format) throws IOException {
        var picture = HostilePaper.with(OnePage.picture(format), "<script>alert(1)</script>");

        var kept = Paper.of(picture).document();

        assertThat(new String(kept, StandardCharsets.ISO_8859_1)).doesNotContain("script");
        assertThat(ImageIO.read(new ByteArrayInputStream(kept)).getWidth()).isEqualTo(40);
    }

    @Test
    void forgetsWhereAPictureWasTakenAndHoldsItUpright() throws IOException {
        var lying = new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB);
        var pen = lying.createGraphics();
        pen.setColor(Color.RED);
        pen.fillRect(0, 0, 20, 30);

        var kept = Paper.of(HostilePaper.taken(lying, 6)).document();

        assertThat(new String(kept, StandardCharsets.ISO_8859_1)).doesNotContain("Exif", "Cape Town");
        var upright = ImageIO.read(new ByteArrayInputStream(kept));
        assertThat(upright.getWidth()).isEqualTo(30);
        assertThat(new Color(upright.getRGB(15, 5)).getRed()).isGreaterThan(200);
        assertThat(new Color(upright.getRGB(15, 35)).getRed()).isLessThan(50);
    }

    @Test
    void holdsAPictureAsItIsWhoseNoteIsGarbled() throws IOException {
        var picture = new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB);

        assertThat(ImageIO.read(new ByteArrayInputStream(
                                Paper.of(HostilePaper.taken(picture, 17)).document()))
                        .getWidth())
                .isEqualTo(40);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%PDF-1.4 <script>alert(1)</script>", "%PDF-1.7 I agree. Thandi", "%PDF-1.7\n%%EOF"})
    void takesNoTextThatBeginsLikeAPdf(String text) {
        refuses(text.getBytes(StandardCharsets.US_ASCII), "cannot be opened");
    }

    @Test
    void takesNoPdfWithoutAPage() {
        refuses(OnePage.pdf(0), "cannot be opened");
    }

    @Test
    void takesNoPictureThatOnlyBeginsLikeOne() {
        refuses(Arrays.copyOf(OnePage.picture("png"), 40), "cannot be opened");
        refuses(Arrays.copyOf(OnePage.picture("jpeg"), 40), "cannot be opened");
    }

    @ParameterizedTest
    @EnumSource
    void takesNothingHostile(HostilePaper paper) {
        refuses(paper.document(), paper.why());
    }

    @Test
    void measuresWhatUnfoldsToMuchButNotTooMuch() throws IOException {
        var large = HostileFiles.withFolded(90);
        assertThat(Paper.of(large).document()).isEqualTo(large);
        refuses(HostileFiles.withFolded(110), "cannot be opened");
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpeg"})
    void readsNoPictureForever(String format) {
        var picture = OnePage.picture(format);

        assertThatThrownBy(() -> PicturePaper.redraw(picture, format, new Deadline(Duration.ZERO)))
                .isInstanceOf(PaperRefused.class)
                .hasMessageContaining("too long");
    }

    @Test
    void readsNoPdfForever() {
        assertThatThrownBy(() -> PdfPaper.read(OnePage.pdf(), new Deadline(Duration.ZERO)))
                .isInstanceOf(PaperRefused.class)
                .hasMessageContaining("too long");
    }

    @Test
    void takesAPictureThatComesBitByBit() throws IOException {
        assertThat(ImageIO.read(new ByteArrayInputStream(
                                Paper.of(HostileFiles.progressive(40, 0)).document()))
                        .getWidth())
                .isEqualTo(40);
        refuses(HostileFiles.progressive(40, 1_000), "too intricate");
    }

    @Test
    void takesAPictureOfManyBytesADot() throws IOException {
        var kept = Paper.of(HostileFiles.deep(4_000, 4_000)).document();

        assertThat(ImageIO.read(new ByteArrayInputStream(kept)).getWidth()).isEqualTo(2_000);
        refuses(HostileFiles.deep(6_000, 6_000), "too large");
        refuses(HostileFiles.deep(4_000_000, 1), "a side");
    }

    @Test
    void letsOneWaitForItsTurnAndTheOthersComeAgain() throws Exception {
        var document = OnePage.pdf();
        CompletableFuture<Paper> waiting;
        PaperType.READING.lock();
        try {
            waiting = CompletableFuture.supplyAsync(() -> Paper.of(document));
            await().until(PaperType.READING::hasQueuedThreads);

            var another = CompletableFuture.runAsync(() -> refuses(document, "Many documents"));
            assertThat(another).succeedsWithin(Duration.ofMinutes(1));
        } finally {
            PaperType.READING.unlock();
        }
        assertThat(waiting.get().document()).isEqualTo(document);
    }

    @Test
    void takesNothingElseAndNothingTooLarge() {
        refuses("<html>".getBytes(StandardCharsets.US_ASCII), "as a PDF, PNG or JPEG");
        refuses(Arrays.copyOf(OnePage.pdf(), 5 * 1024 * 1024 + 1), "five megabytes");
    }

    private static void refuses(byte[] document, String why) {
        assertThatThrownBy(() -> Paper.of(document))
                .isInstanceOf(PaperRefused.class)
                .hasMessageContaining(why);
    }
}
