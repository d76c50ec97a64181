package org.pidesk.suppression;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.pidesk.PiDeskTest;
import org.pidesk.kernel.Address;
import org.pidesk.kernel.OrganisationId;
import org.pidesk.kernel.Secrets;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** The root secret is replaced; who stood on a black list before still does. */
@PiDeskTest
class FormerSecretsTest {
    private static final OrganisationId ABC_MOTORS = new OrganisationId("abc-motors");
    private static final Address THANDI = Address.parse("thandi@example.com");

    @Autowired
    JdbcClient sql;

    @Autowired
    TransactionTemplate transaction;

    private final List<Object> told = new ArrayList<>();
    private final Secrets before = new Secrets(root(1));
    private final Secrets after = new Secrets(root(2), List.of(root(1)));
    private final Secrets forgetful = new Secrets(root(2));

    @Test
    void coverWhatWaitsInTheIntake() {
        cover(before);

        assertThat(with(after).covers(ABC_MOTORS, THANDI)).isTrue();
        assertThat(with(forgetful).covers(ABC_MOTORS, THANDI)).isFalse();
    }

    @Test
    void coverWhatStandsOnAList() {
        cover(before);
        with(before).shuffle();

        assertThat(with(after).covers(ABC_MOTORS, THANDI)).isTrue();
        assertThat(with(forgetful).covers(ABC_MOTORS, THANDI)).isFalse();
    }

    @Test
    void letWhatWaitsMoveOnToItsList() {
        cover(before);

        with(after).shuffle();

        assertThat(with(after).covers(ABC_MOTORS, THANDI)).isTrue();
        assertThat(new Intake(sql, new Blinding(after)).size()).isZero();
    }

    /** Whoever keeps a copy learns of the entry under the new secret, too, and of each once. */
    @Test
    void tellOnceOfWhoSaysNoAgain() {
        cover(before);
        cover(before);
        assertThat(told).hasSize(1);

        cover(after);
        cover(after);

        assertThat(told).hasSize(2);
    }

    private void cover(Secrets secrets) {
        transaction.executeWithoutResult(status -> with(secrets).cover(ABC_MOTORS, THANDI));
    }

    private Suppressions with(Secrets secrets) {
        var blinding = new Blinding(secrets);
        return new Suppressions(
                blinding, new Intake(sql, blinding), new Lists(sql, blinding), List.of(), transaction, told::add);
    }

    private static byte[] root(int filledWith) {
        var root = new byte[32];
        Arrays.fill(root, (byte) filledWith);
        return root;
    }
}
