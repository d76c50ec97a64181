package org.pidesk.contact;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pidesk.kernel.EmailAddress;
import org.pidesk.kernel.MobileNumber;
import org.pidesk.kernel.OrganisationId;

class ContactTest {
    private static final EmailAddress FRED = EmailAddress.parse("fred@sea.example.com");

    private Contact fred;

    @BeforeEach
    void meetFred() {
        fred = new Contact(new OrganisationId("abc-motors"), "Fred", "Basset", "A quote")
                .numbered(19_713_570)
                .reachedAt(FRED)
                .reachedAt(MobileNumber.parse("083 656 7788"))
                .identifiedBy("8001015009087")
                .noted("Likes blue.");
    }

    @Test
    void losesEverythingThatNamesThePerson() {
        fred.deIdentify(Set.of());

        assertThat(fred.name()).isEmpty();
        assertThat(fred.email()).isEmpty();
        assertThat(fred.mobile()).isEmpty();
        assertThat(fred.idNumber()).isNull();
        assertThat(fred.source()).isNull();
        assertThat(fred.state()).isEqualTo(Contact.State.DE_IDENTIFIED);
    }

    @Test
    void getsANewNumberAndANewPseudonym() {
        var pseudonym = fred.pseudonym();

        fred.deIdentify(Set.of());

        assertThat(fred.number()).isNotEqualTo(19_713_570);
        assertThat(fred.pseudonym()).isNotEqualTo(pseudonym);
    }

    @Test
    void keepsJustWhatIsHeldAndKeepsItRestricted() {
        fred.deIdentify(Set.of(Items.NAME, Items.ID_NUMBER));

        assertThat(fred.name()).isEqualTo("Fred Basset");
        assertThat(fred.idNumber()).isEqualTo("8001015009087");
        assertThat(fred.email()).isEmpty();
        assertThat(fred.mobile()).isEmpty();
        assertThat(fred.state()).isEqualTo(Contact.State.RESTRICTED);
    }

    @Test
    void isNotBroughtBackByLiftingARestriction() {
        fred.deIdentify(Set.of());

        fred.liftRestriction();

        assertThat(fred.state()).isEqualTo(Contact.State.DE_IDENTIFIED);
    }
}
