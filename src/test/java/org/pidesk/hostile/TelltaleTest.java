package org.pidesk.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pidesk.hostile.Wire.Answer;
import org.springframework.web.util.HtmlUtils;

/** What is found in an answer, and what is not. */
class TelltaleTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<p><mallory></p>",
                "<p><b mallory>x</b></p>",
                "<input value=\"\" onfocus=mallory()>",
                "<input value='x' onfocus='mallory(1)' >",
                "<script>var x = 'mallory';</script>",
                "<a href=\"javascript:mallory()\">x</a>",
                "<a href=\" java&#115;cript:x()\">x</a>",
                "<form action='//mallory.example'></form>",
                "<p style=\"x:mallory\">x</p>",
                "<p>22962963</p>",
                "<p>765432176543217654321</p>",
                "<pre>\tat org.pidesk.Something</pre>"
            })
    void findsWhatHasDoneSomething(String page) {
        assertThat(Telltale.in(page(page))).isPresent();
    }

    @Test
    void findsAHeaderAndAServerThatFellOver() {
        assertThat(Telltale.in(new Answer(200, Map.of("mallory", "1"), ""))).isPresent();
        assertThat(Telltale.in(new Answer(200, Map.of("set-cookie", "a=1\nmallory=1"), "")))
                .isPresent();
        assertThat(Telltale.in(new Answer(303, Map.of("location", "//mallory.example/"), "")))
                .isPresent();
        assertThat(Telltale.in(new Answer(500, Map.of(), ""))).isPresent();
    }

    @Test
    void findsEverySeedThatStandsInAPageAsItIs() {
        assertThat(HostileStrings.SEEDS.get("markup").stream()
                        .filter(seed -> seed.matches("(?s)<(mallory|img|svg|script|iframe|details|b mallory).*"))
                        .filter(seed -> Telltale.in(page("<p>" + seed + "</p>")).isEmpty()))
                .isEmpty();
    }

    @Test
    void findsNothingInWhatIsEscaped() {
        for (var text : HostileStrings.some(5_000, 1)) {
            var page = "<p>" + HtmlUtils.htmlEscape(text) + "</p><input value=\"" + HtmlUtils.htmlEscape(text) + "\">";

            assertThat(Telltale.in(page(page))).as(text).isEmpty();
        }
    }

    @Test
    void makesAsManyAsAreAskedForAndAlwaysTheSame() {
        var some = HostileStrings.some(20_000, 7);

        assertThat(new HashSet<>(some)).hasSize(20_000);
        assertThat(HostileStrings.some(20_000, 7)).isEqualTo(some);
        assertThat(some)
                .containsAll(HostileStrings.SEEDS.values().stream()
                        .flatMap(List::stream)
                        .toList());
    }

    private static Answer page(String body) {
        return new Answer(200, Map.of("content-type", "text/html;charset=UTF-8"), body);
    }
}
