package org.pidesk.request;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pidesk.kernel.Address;
import org.pidesk.kernel.OrganisationId;
import org.pidesk.kernel.Reference;
import org.pidesk.request.LeftoverSearch.Needles;
import org.pidesk.request.SearchedTable.Owner;
import org.pidesk.request.SearchedTable.Says;

class NeedleMatcherTest {
    private static final String EMAIL = "thandi.m@example.com";
    private static final long NUMBER = 19_713_571;
    private static final Owner NOBODYS = new Owner(null, null, Says.ANYTHING);
    private static final UUID THANDI = UUID.randomUUID();

    private final NeedleMatcher matcher =
            new NeedleMatcher(List.of(needles(Address.parse(EMAIL), Address.parse("082 123 4567"))));

    @ParameterizedTest
    @ValueSource(
            strings = {
                EMAIL,
                "THANDI.M@EXAMPLE.COM",
                "She wrote from Thandi.M@example.com.",
                "<thandi.m@example.com>",
                "mailto:thandi.m@example.com?subject=hello",
                "email=thandi.m@example.com&next",
                "/pi?address=thandi.m%40example.com",
                "%3Cthandi.m%40example.com%3E",
                "thandi%2Em%40example.com",
                "{\"note\": \"line\\nthandi.m@example.com\\tend\"}",
                "thandi.m\\u0040example.com",
                "thandi.m&#64;example.com",
                "thandi.m&#x40;example.com",
                "old_thandi.m@nowhere.org, thandi.m@example.com_old"
            })
    void findsAnEmailInEverySpelling(String text) {
        assertThat(found(text)).isTrue();
    }

    /** What is remembered to hold nothing must not hide what is only like it. */
    @Test
    void findsAnAddressThatBeginsWithARandomIdAmongOthersThatDo() {
        var id = "3f2504e0-4f89-41d3-9a0c-0305e82c330";
        var matcher = new NeedleMatcher(List.of(needles(Address.parse(id + "7@example.com"))));

        for (var between : List.of("@", "%40", "&#64;", "&#x40;", "\\u0040")) {
            assertThat(matcher.casesIn(id + "1" + between + "example.com", NOBODYS))
                    .isEmpty();
            assertThat(matcher.casesIn(id + "7" + between + "example.com", NOBODYS))
                    .hasSize(1);
        }
    }

    @Test
    void findsTheSameTextAsOftenAsItStandsThere() {
        for (int i = 0; i < 20_000; i++) {
            assertThat(found("serviceTask_" + i % 15_000 + ":0b6f4a6e-6c1f-4b43-9d32-8d7a2f1c0e55"))
                    .isFalse();
            if (i % 1_000 == 0) {
                assertThat(found("serviceTask_ " + EMAIL)).isTrue();
                assertThat(found("n " + NUMBER)).isTrue();
                assertThat(found("0821234567")).isTrue();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "anthandi.m@example.com", "andi.m@example.com", "x.thandi.m@example.com", "thandi.m+1@example.com",
                "thandi.m@example.com.au", "thandi.m@example.co", "thandi.m@myexample.com", "thandi.m at example.com"
            })
    void takesNobodyElsesEmailForIt(String text) {
        assertThat(found(text)).isFalse();
    }

    @Test
    void findsAnEmailInBase64WhereverItStartsInIt() {
        for (var before : List.of("", "a", "ab", "abc")) {
            var text = (before + " " + EMAIL + " and more").getBytes(UTF_8);
            assertThat(found("token " + Base64.getEncoder().encodeToString(text)))
                    .isTrue();
        }
        assertThat(found(Base64.getUrlEncoder().withoutPadding().encodeToString(EMAIL.getBytes(UTF_8))))
                .isTrue();
    }

    @Test
    void findsAnEmailInBytesThatAreNoText() {
        assertThat(found(("\u00ff" + EMAIL).getBytes(ISO_8859_1))).isTrue();
        assertThat(found("\u00ff".getBytes(ISO_8859_1))).isFalse();
    }

    @Test
    void takesNoNumberFromBytesThatAreNoText() {
        assertThat(found(("\u00ff" + NUMBER).getBytes(ISO_8859_1))).isFalse();
        assertThat(found(("n " + NUMBER).getBytes(UTF_8))).isTrue();
    }

    @Test
    void findsAnInternationalDomainInBothItsForms() {
        var matcher = new NeedleMatcher(List.of(needles(Address.parse("thandi@caf\u00e9.example"))));

        assertThat(matcher.casesIn("thandi@caf\u00e9.example", NOBODYS)).hasSize(1);
        assertThat(matcher.casesIn("thandi@xn--caf-dma.example", NOBODYS)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0821234567",
                "082 123 4567",
                "082-123-4567",
                "082.123.4567",
                "(082) 123-4567",
                "082 1234567",
                "+27821234567",
                "+27 82 123 4567",
                "+27 (0)82 123 4567",
                "+27(0)821234567",
                "(+27) 82 123 4567",
                "+27 082 123 4567",
                "27821234567",
                "27 82 1234567",
                "0027821234567",
                "00 27 82 123 45 67",
                "%2B27821234567",
                "082%20123%204567",
                "821234567",
                "call 0821234567.",
                "tel:+27-82-123-4567;ext=1",
                "1 0821234567",
                "{\"mobile\":\"\\u002b27821234567\"}",
                "082\u00a0123\u20114567"
            })
    void findsAMobileNumberInEverySpelling(String text) {
        assertThat(found(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0821234568", "082123456", "10821234567", "08212345671", "4000821234567890", "0711234567"})
    void takesNoOtherDigitsForIt(String text) {
        assertThat(found(text)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"19713571", "customer 19713571, twice", "C19713571", "lead:19713571", "#19713571."})
    void findsAnOldNumber(String text) {
        assertThat(found(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"119713571", "197135710", "1971357", "19713572", "19713571-9b5c-4b0e-8f58-0242ac120002"})
    void takesNoPartOfAnotherNumberForIt(String text) {
        assertThat(found(text)).isFalse();
    }

    /** The word for the state of the record looks like base 64, and decodes to single letters between noise. */
    @ParameterizedTest
    @ValueSource(strings = {"O", "R", "Cs", "Abc"})
    void findsAShortNameWhereItCanBeReadOnly(String name) {
        assertThat(names(name, "DE_IDENTIFIED", Says.ANYTHING)).isFalse();
        assertThat(names(name, base64("for " + name + " only"), Says.ANYTHING)).isFalse();

        assertThat(names(name, "for " + name + " only", Says.ANYTHING)).isTrue();
        assertThat(names(name, "for\\n" + name + "\\nonly", Says.ANYTHING)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Abel", "Thandi"})
    void findsALongerNameInBase64Too(String name) {
        assertThat(names(name, base64("for " + name + " only"), Says.ANYTHING)).isTrue();
        assertThat(names(name, base64("for " + name + "s only"), Says.ANYTHING)).isFalse();
    }

    @Test
    void takesNoWordOfOursForAName() {
        assertThat(names("Abc", "abc-motors", Says.OUR_WORD)).isFalse();
        assertThat(names("Abc", "abc-motors", Says.ANYTHING)).isTrue();
        // an address that stands there is one all the same
        assertThat(matcher.casesIn(EMAIL, new Owner(null, THANDI, Says.OUR_WORD)))
                .hasSize(1);
    }

    private static boolean names(String name, String value, Says says) {
        var matcher = new NeedleMatcher(List.of(new Needles(
                new Reference("PI-7K3M-9QXW-C2TD"),
                new OrganisationId("abc-motors"),
                List.of(),
                List.of(),
                List.of(name),
                List.of(THANDI),
                List.of())));
        return !matcher.casesIn(value, new Owner("abc-motors", THANDI, says)).isEmpty();
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
    }

    private boolean found(Object value) {
        return !matcher.casesIn(value, NOBODYS).isEmpty();
    }

    private static Needles needles(Address... addresses) {
        return new Needles(
                new Reference("PI-7K3M-9QXW-C2TD"),
                new OrganisationId("abc-motors"),
                List.of(addresses),
                List.of(NUMBER),
                List.of(),
                List.of(),
                List.of());
    }
}
