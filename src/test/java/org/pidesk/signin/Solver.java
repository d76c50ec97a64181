package org.pidesk.signin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;

/** Does what the browser's part of the check does. */
final class Solver {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HexFormat HEX = HexFormat.of();

    private Solver() {}

    /** @param question as the browser gets it */
    static String solve(String question) {
        try {
            var asked = JSON.readTree(question);
            return answer(asked, work(asked.get("parameters")));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static String solve(Map<String, Object> question) {
        try {
            return solve(JSON.writeValueAsString(question));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** What is sent for a key, be it the right one or not. */
    static String answer(JsonNode question, String key) throws JsonProcessingException {
        var answer = Map.of("challenge", question, "solution", Map.of("counter", 1, "derivedKey", key, "time", 1.5));
        return Base64.getEncoder()
                .encodeToString(JSON.writeValueAsString(answer).getBytes(StandardCharsets.UTF_8));
    }

    private static String work(JsonNode asked) {
        var nonce = HEX.parseHex(asked.get("nonce").asText());
        var salt = HEX.parseHex(asked.get("salt").asText());
        var prefix = asked.get("keyPrefix").asText();
        for (int number = 0; ; number++) {
            var key = HEX.formatHex(
                    ProofOfWork.derive(nonce, number, salt, asked.get("cost").asInt()));
            if (key.startsWith(prefix)) {
                return key;
            }
        }
    }
}
