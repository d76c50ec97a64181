package org.pidesk.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pidesk.kernel.NotAnAddress;
import org.pidesk.kernel.OrganisationId;

class FieldTest {
    private static final OrganisationId ABC_MOTORS = new OrganisationId("abc-motors");

    @Test
    void writesEachValueInOneWay() {
        assertThat(Field.NAME.read("  Nomvula   Zoë ")).isEqualTo("Nomvula Zoë");
        assertThat(Field.EMAIL.read("Fred@LOST.example.com")).isEqualTo("fred@lost.example.com");
        assertThat(Field.MOBILE.read("083 656 7788")).isEqualTo("+27836567788");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\u202eFred", "Fred\u0000", "--", "Fred\nBasset"})
    void takesNoNameThatCannotBeRead(String typed) {
        assertThatThrownBy(() -> Field.NAME.read(typed)).isInstanceOf(NotAValue.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example/login",
                "evil://here",
                "WWW.evil.example",
                "Fred evil.example/login",
                "evil.com",
                "EVIL.COM",
                "login-evil.co.za",
                "Fred evil.africa",
                "Fred (evil.io)",
                "\u00e9evil.xyz, Fred"
            })
    void takesNoLinkForAName(String typed) {
        for (var field : new Field[] {Field.NAME, Field.SURNAME}) {
            assertThatThrownBy(() -> field.read(typed))
                    .isInstanceOf(NotAValue.class)
                    .hasMessageContaining("web address")
                    .hasMessageNotContaining("evil");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "J. R. O’Hara-Smith",
                "St. John",
                "St.John",
                "J. R.",
                "J.Co Smith",
                "Smith & Co. (Pty) Ltd.",
                "Van der Merwe (Pty) Ltd.",
                "Anna.Cohen",
                "Kloof Street Traders (Pty) Ltd",
                "Awwwal"
            })
    void takesAnyOtherName(String typed) {
        assertThat(Field.SURNAME.read(typed)).isEqualTo(typed);
    }

    @Test
    void takesNoEndlessName() {
        assertThatThrownBy(() -> Field.SURNAME.read("a".repeat(101))).isInstanceOf(NotAValue.class);
        assertThatThrownBy(() -> Field.SURNAME.read("a" + "\u0301\u0323".repeat(200_000)))
                .isInstanceOf(NotAValue.class);
    }

    @Test
    void countsALetterOnceThoughItIsTypedInSeveralSigns() {
        assertThat(Field.SURNAME.read("a\u0323\u0302".repeat(100))).isEqualTo("\u1ead".repeat(100));
    }

    @Test
    void takesAMobileNumberForNoEmailAddress() {
        assertThatThrownBy(() -> Field.EMAIL.read("083 656 7788")).isInstanceOf(NotAnAddress.class);
    }

    @Test
    void takesOnlyYesAndNoForAConsent() {
        assertThat(Field.CONSENT_TO_MARKET.read(Field.NO)).isEqualTo("No");
        assertThatThrownBy(() -> Field.CONSENT_TO_MARKET.read("true")).isInstanceOf(NotAValue.class);
    }

    @Test
    void givesACompanyNoSurname() {
        var company = Contact.company(ABC_MOTORS, "Kloof Street Traders (Pty) Ltd", "Leases vans");

        assertThat(company.has(Field.NAME)).isTrue();
        assertThat(company.has(Field.SURNAME)).isFalse();
        assertThat(new Contact(ABC_MOTORS, "Fred", "Basset", "A quote").has(Field.SURNAME))
                .isTrue();
    }

    @Test
    void changesOneFieldAndNoOther() {
        var fred = new Contact(ABC_MOTORS, "Fred", "Basset", "A quote");

        fred.change(Field.SURNAME, "Hound");

        assertThat(fred.value(Field.NAME)).isEqualTo("Fred");
        assertThat(fred.value(Field.SURNAME)).isEqualTo("Hound");
    }
}
