package org.pidesk.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pidesk.PiDeskTest;
import org.pidesk.kernel.EmailAddress;
import org.pidesk.kernel.MovableClock;
import org.pidesk.kernel.OrganisationId;
import org.pidesk.organisation.Organisation;
import org.pidesk.organisation.Organisations;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@PiDeskTest
class SenderTest {
    private static final OrganisationId ABC_MOTORS = new OrganisationId("abc-motors");
    private static final EmailAddress THANDI = new EmailAddress("thandi@example.com");

    @Autowired
    Notices notices;

    @Autowired
    Sender sender;

    @Autowired
    Organisations organisations;

    @Autowired
    MovableClock clock;

    @Autowired
    JdbcClient database;

    @BeforeEach
    void abcMotors() {
        organisations.register(new Organisation(
                ABC_MOTORS, "ABC Motors", "1 Main Road, Cape Town", "privacy@abcmotors.example", "021 555 0100"));
    }

    @Test
    void sendsACode() {
        notices.send(
                Notice.of(Kind.CODE, ABC_MOTORS, THANDI).with("code", "123456").with("minutes", 10));

        sender.sendDue();

        assertThat(rows("select status from notice")).containsExactly("SENT");
        assertThat(rows("select payload from notice")).containsExactly((Object) null);
    }

    List<Object> rows(String query) {
        return database.sql(query).query((row, n) -> row.getObject(1)).list();
    }
}
