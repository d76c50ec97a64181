package org.pidesk.signin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.pidesk.PiDeskTest;
import org.pidesk.kernel.MovableClock;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@PiDeskTest
class ProofOfWorkTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Autowired
    ProofOfWork check;

    @Autowired
    MovableClock clock;

    @Autowired
    JdbcClient database;

    /** The second of the published vectors (RFC 7914, section 11), cut to one block. */
    @Test
    void derivesKeysAsThePlatformOfTheBrowserDoes() {
        var password = "Password".getBytes(StandardCharsets.US_ASCII);
        var nonce = java.util.Arrays.copyOf(password, 4);
        var rest = java.nio.ByteBuffer.wrap(password, 4, 4).getInt();

        var key = ProofOfWork.derive(nonce, rest, "NaCl".getBytes(StandardCharsets.US_ASCII), 80_000);

        assertThat(HexFormat.of().formatHex(key))
                .isEqualTo("4ddcd8f60b98be21830cee5ef22701f9641a4418d04c0414aeff08876b34ab56");
    }

    @Test
    void acceptsTheAnswerToItsQuestion() {
        assertThat(check.accept(Solver.solve(check.ask()))).isTrue();
    }

    @Test
    void keepsNothingUntilAnAnswerComes() {
        check.ask();

        assertThat(database.sql("select count(*) from sign_in_proof_of_work")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void acceptsAnAnswerOnce() throws Exception {
        var answer = Solver.solve(check.ask());
        var threads = Executors.newFixedThreadPool(10);

        var accepted = threads
                .invokeAll(IntStream.range(0, 10)
                        .<Callable<Boolean>>mapToObj(i -> () -> check.accept(answer))
                        .toList())
                .stream()
                .filter(each -> {
                    try {
                        return each.get();
                    } catch (Exception failed) {
                        throw new AssertionError(failed);
                    }
                })
                .count();
        threads.shutdown();

        assertThat(accepted).isEqualTo(1);
    }

    @Test
    void acceptsNoLateAnswer() {
        var answer = Solver.solve(check.ask());

        clock.advance(Duration.ofMinutes(21));

        assertThat(check.accept(answer)).isFalse();
    }

    @Test
    void acceptsNoQuestionThatTheVisitorHasMade() throws Exception {
        var question = (ObjectNode) JSON.readTree(JSON.writeValueAsString(check.ask()));
        var easier = question.deepCopy();
        ((ObjectNode) easier.get("parameters")).put("cost", 1).put("keyPrefix", "00");
        var longer = question.deepCopy();
        ((ObjectNode) longer.get("parameters")).put("expiresAt", 9_999_999_999L);

        assertThat(check.accept(Solver.solve(easier.toString()))).isFalse();
        assertThat(check.accept(Solver.solve(longer.toString()))).isFalse();
    }

    @Test
    void acceptsNoWorkThatWasNotDone() throws Exception {
        var question = JSON.readTree(JSON.writeValueAsString(check.ask()));
        var beginning = question.get("parameters").get("keyPrefix").asText();

        assertThat(check.accept(Solver.answer(question, beginning + "00".repeat(16))))
                .isFalse();
        assertThat(check.accept(Solver.answer(question, ""))).isFalse();
    }

    @Test
    void takesNonsenseForNoAnswer() {
        for (var nonsense : new String[] {
            "",
            "x",
            "é",
            "e30=",
            encoded("null"),
            encoded("[]"),
            encoded("{\"challenge\":{},\"solution\":{}}"),
            encoded("{\"challenge\":{\"parameters\":{\"expiresAt\":\"x\"},\"signature\":\"zz\"},\"solution\":{}}"),
            encoded("{\"test\":true,\"challenge\":null,\"solution\":null}"),
            "A".repeat(100_000)
        }) {
            assertThat(check.accept(nonsense))
                    .as(nonsense.substring(0, Math.min(20, nonsense.length())))
                    .isFalse();
        }
    }

    private static String encoded(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
