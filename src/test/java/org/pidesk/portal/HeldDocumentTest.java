package org.pidesk.portal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.StreamSupport;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pidesk.PiDeskTest;
import org.springframework.beans.factory.annotation.Autowired;

/** What a person takes away can be read by people and by programs, and runs nothing. */
@PiDeskTest
class HeldDocumentTest {
    private static final String HOSTILE =
            "<script>alert(1)</script> {{7*7}} ${7*7} <img src=\"http://localhost:9/x\"> &lt; ]]> \u0007";

    @Autowired
    HeldDocument document;

    @Autowired
    ObjectMapper json;

    @Test
    void printsEveryFieldWithItsMeaning() throws IOException {
        var text = textOf(sheet("Thandi"));

        assertThat(text)
                .contains("Your personal information at ABC Motors", "As held on 22 November 2026 at 02:00")
                .contains("Name", "Thandi", "Your name, as it was given to us.")
                .contains("Small hatchback", "Number 6226950", "To answer you", "section 11(1)(a)")
                .contains("New cars: yes by email, since 3 October 2026")
                .contains("Cape Newsletters", "Keeps: Names and addresses", "Where: South Africa")
                .contains("no longer works for us", "section 24", "ABC Motors, 12 Kloof Street");
    }

    @Test
    void printsTheLettersOfEveryLanguageOfTheLand() throws IOException {
        var name = "Bêrend Ëlsabé Ŋô Sibusisô ǃXóõ Šḓ ṱ ḽ ṋ Τhάndi Фред";

        assertThat(textOf(sheet(name))).contains(name).doesNotContain("#");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u05d3\u05d5\u05d3",
                "\u0645\u062d\u0645\u062f",
                "\u5f20\u4f1f",
                "\u0ba4\u0bae\u0bbf\u0bb4\u0bcd",
                "Thandi \ud83d\ude00"
            })
    void saysWhereItCannotPrintALetter(String name) throws IOException {
        assertThat(textOf(sheet(name)))
                .contains("Some letters cannot be printed here", "#")
                .doesNotContain(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Thandi",
                "B\u00earend \u01c3X\u00f3\u00f5 \u1e71",
                "\u0424\u0440\u0435\u0434",
                "\u039c\u03b1\u03c1\u03af\u03b1",
                "No #1\u00a0B\n"
            })
    void saysNothingOfLettersThatItPrints(String name) throws IOException {
        assertThat(textOf(sheet(name))).doesNotContain("cannot be printed");
    }

    @Test
    void saysWhyARecordStays() throws IOException {
        assertThat(textOf(sheet("Thandi")))
                .contains("nothing but what the law lets us keep it for", "It stays because of a claim.")
                .doesNotContain("While your request runs");
    }

    @Test
    void takesMarkupForPlainWords() throws IOException {
        var text = textOf(sheet(HOSTILE));

        assertThat(text)
                .contains("<script>alert(1)</script>", "{{7*7}}", "${7*7}", "&lt;", "]]>")
                .doesNotContain("49");
    }

    @Test
    void fetchesNothingAndRunsNothing() throws IOException {
        var pdf = new String(document.print(sheet(HOSTILE)), java.nio.charset.StandardCharsets.ISO_8859_1);

        assertThat(pdf).doesNotContain("/JavaScript", "/JS ", "/Launch", "/URI ", "/EmbeddedFile");
    }

    @Test
    void isTaggedAndHasItsFontsInside() throws IOException {
        var pdf = document.print(sheet("Thandi"));
        if (System.getProperty("pidesk.shots") != null) {
            Files.write(Path.of(System.getProperty("pidesk.shots"), "your-information.pdf"), pdf);
        }

        try (var opened = Loader.loadPDF(pdf)) {
            assertThat(opened.getDocumentCatalog().getStructureTreeRoot()).isNotNull();
            assertThat(opened.getDocumentCatalog().getMarkInfo().isMarked()).isTrue();
            assertThat(opened.getDocumentCatalog().getLanguage()).isEqualTo("en");
            assertThat(opened.getDocumentInformation().getTitle()).isEqualTo("Your personal information at ABC Motors");
            assertThat(fontsEmbedded(opened)).isNotEmpty().containsOnly(true);
        }
    }

    @Test
    void keepsItsPromiseToPrograms() throws IOException {
        var written = json.readTree(json.writeValueAsBytes(sheet(HOSTILE)));

        assertThat(written.at("/format").asText()).isEqualTo("pi-desk/held/1");
        assertThat(written.at("/asOf").asText()).isEqualTo("2026-11-22T00:00:00Z");
        assertThat(written.at("/records/0/fields/0/name").asText()).isEqualTo("firstName");
        assertThat(written.at("/records/0/fields/0/value").asText()).isEqualTo(HOSTILE);
        assertThat(written.at("/records/0/enquiries/0/since").asText()).isEqualTo("2026-10-03");
        var names = Files.readString(Path.of("docs/your-information.md"));
        assertThat(namesIn(written)).allSatisfy(name -> assertThat(names).contains("`" + name + "`"));
    }

    private static List<String> namesIn(com.fasterxml.jackson.databind.JsonNode node) {
        var names = new java.util.TreeSet<String>();
        node.fieldNames().forEachRemaining(names::add);
        node.forEach(child -> names.addAll(namesIn(child)));
        return List.copyOf(names);
    }

    private static List<Boolean> fontsEmbedded(PDDocument opened) throws IOException {
        var resources = opened.getPage(0).getResources();
        return StreamSupport.stream(resources.getFontNames().spliterator(), false)
                .map(name -> {
                    try {
                        return resources.getFont(name).isEmbedded();
                    } catch (IOException unreadable) {
                        throw new java.io.UncheckedIOException(unreadable);
                    }
                })
                .toList();
    }

    private String textOf(HeldSheet sheet) throws IOException {
        try (var opened = Loader.loadPDF(document.print(sheet))) {
            return new PDFTextStripper().getText(opened).replaceAll("\\s+", " ");
        }
    }

    private static HeldSheet sheet(String firstName) {
        var field = new HeldSheet.Field(
                "firstName", "Name", "Your name, as it was given to us.", firstName, false, null, firstName);
        var asked = new HeldSheet.Enquiry(
                "6226950",
                "Small hatchback",
                firstName,
                "OPEN",
                java.time.LocalDate.of(2026, 10, 3),
                "open, since 3 October 2026");
        var use = new HeldSheet.Use(
                "To answer you", "CONSENT", "section 11(1)(a)", null, "because you consented (section 11(1)(a))");
        var said = new HeldSheet.Marketing(
                "EMAIL",
                "New cars",
                true,
                "CONSENT",
                java.time.LocalDate.of(2026, 10, 3),
                "New cars: yes by email, since 3 October 2026");
        return new HeldSheet(
                HeldSheet.FORMAT,
                new HeldSheet.Holder(
                        "ABC Motors", "12 Kloof Street", "privacy@abc.example", "021 1", null, "officer@abc.example"),
                "t***@e***.com",
                Instant.parse("2026-11-22T00:00:00Z"),
                false,
                null,
                List.of(new HeldSheet.Part(
                        true,
                        null,
                        false,
                        true,
                        false,
                        List.of("It stays because of a claim."),
                        List.of(field),
                        List.of(asked),
                        List.of(use),
                        List.of(said))),
                List.of(
                        new HeldSheet.Party("Staff", "category", null, null, true),
                        new HeldSheet.Party(
                                "Cape Newsletters", "operator", "Names and addresses", "South Africa", false)),
                List.of("You may ask us to correct it (section 24 of POPIA)."));
    }
}
