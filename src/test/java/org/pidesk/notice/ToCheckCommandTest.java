package org.pidesk.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pidesk.notice.Samples.CASE;
import static org.pidesk.notice.Samples.THANDI;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.pidesk.PiDeskTest;
import org.pidesk.organisation.Organisations;
import org.springframework.beans.factory.annotation.Autowired;

/** Lists what waits to be checked, by what the mail server knows of it, and settles what is named. */
@PiDeskTest
class ToCheckCommandTest {
    @Autowired
    Organisations organisations;

    @Autowired
    Notices notices;

    @Autowired
    NoticesToCheck toCheck;

    @Test
    void settlesWhatIsNamedAndListsTheRest() {
        organisations.register(Samples.abcMotors());
        for (int i = 0; i < 3; i++) {
            notices.send(Samples.full(Kind.CANCELLED, THANDI));
        }
        assertThat(settle(List.of("all"), List.of("all"))).isEqualTo("0 messages to check\n");
        toCheck.holdAll();
        var held = toCheck.open();

        assertThat(settle(List.of(), List.of()))
                .contains(held.get(0).messageId(), CASE.value(), "3 messages to check")
                .doesNotContain(THANDI.value());
        assertThat(settle(
                        List.of(held.get(0).id().toString()),
                        List.of(held.get(1).id().toString())))
                .contains(held.get(2).id().toString(), "1 messages to check");

        assertThat(notices.delivered(CASE, Kind.CANCELLED)).isEqualTo(1);
        assertThat(notices.unsent(List.of(CASE))).isEqualTo(2);
        assertThat(settle(List.of(), List.of("all"))).isEqualTo("0 messages to check\n");
        assertThat(notices.delivered(CASE, Kind.CANCELLED)).isEqualTo(2);
    }

    private String settle(List<String> send, List<String> wasSent) {
        var out = new ByteArrayOutputStream();
        ToCheckCommand.settle(toCheck, send, wasSent, new PrintStream(out, true, StandardCharsets.UTF_8));
        return out.toString(StandardCharsets.UTF_8);
    }
}
