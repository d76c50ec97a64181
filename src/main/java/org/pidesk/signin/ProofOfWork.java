package org.pidesk.signin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.pidesk.kernel.Secrets;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * A check without riddles: a browser looks for the number that leads to the beginning of a key, which takes it a second
 * and nobody's eyes or ears. The server side of ALTCHA's protocol, version 2.
 *
 * <p>What is asked carries its own signature and, keyed, that of the answer: nothing is kept until an answer comes, and
 * then only that it came. Each answer counts once.
 */
@Component
class ProofOfWork {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final HexFormat HEX = HexFormat.of();
    private static final Duration VALID = Duration.ofMinutes(20);
    private static final String ALGORITHM = "PBKDF2/SHA-256";
    private static final int KEY = 32;
    /** Between these lies the number: the work varies, and nobody gets it for nothing. */
    private static final int LEAST = 200;

    private static final int MOST = 800;
    private static final int LONGEST_ANSWER = 4096;

    private final JdbcClient database;
    private final ObjectMapper json;
    private final SecretKey forQuestions;
    private final SecretKey forAnswers;
    private final SignInSettings settings;
    private final Clock clock;

    ProofOfWork(JdbcClient database, ObjectMapper json, Secrets secrets, SignInSettings settings, Clock clock) {
        this.database = database;
        this.json = json;
        this.forQuestions = secrets.keyFor("signin", "proof of work", "question");
        this.forAnswers = secrets.keyFor("signin", "proof of work", "answer");
        this.settings = settings;
        this.clock = clock;
    }

    /** A question, as the browser takes it. */
    Map<String, Object> ask() {
        var nonce = random();
        var salt = random();
        var key = derive(nonce, LEAST + RANDOM.nextInt(MOST - LEAST), salt, settings.checkEffort());
        var question = new TreeMap<String, Object>();
        question.put("algorithm", ALGORITHM);
        question.put("cost", settings.checkEffort());
        question.put("expiresAt", clock.instant().plus(VALID).getEpochSecond());
        question.put("keyLength", KEY);
        question.put("keyPrefix", HEX.formatHex(key, 0, KEY / 2));
        question.put("keySignature", HEX.formatHex(sign(forAnswers, key)));
        question.put("nonce", HEX.formatHex(nonce));
        question.put("salt", HEX.formatHex(salt));
        return Map.of("parameters", question, "signature", HEX.formatHex(sign(forQuestions, written(question))));
    }

    /** @return whether this answers a question of ours, in time, and for the first time */
    boolean accept(String answer) {
        if (answer.length() > LONGEST_ANSWER) {
            return false;
        }
        try {
            var given = json.readValue(Base64.getDecoder().decode(answer), Given.class);
            return isRight(given) && isFirst(given);
        } catch (IllegalArgumentException | java.io.IOException | NullPointerException unreadable) {
            return false;
        }
    }

    private boolean isRight(Given given) {
        var question = new TreeMap<>(given.challenge().parameters());
        var asked = HEX.parseHex(given.challenge().signature());
        var key = HEX.parseHex(given.solution().derivedKey());
        return MessageDigest.isEqual(asked, sign(forQuestions, written(question)))
                && ((Number) question.get("expiresAt")).longValue()
                        > clock.instant().getEpochSecond()
                && MessageDigest.isEqual(HEX.parseHex((String) question.get("keySignature")), sign(forAnswers, key));
    }

    private boolean isFirst(Given given) {
        return database.sql("insert into sign_in_proof_of_work (id, expires_at) values (?, ?) on conflict do nothing")
                        .params(
                                HEX.parseHex(given.challenge().signature()),
                                Timestamp.from(clock.instant().plus(VALID)))
                        .update()
                == 1;
    }

    @Scheduled(fixedDelayString = "PT10M")
    void forgetExpired() {
        database.sql("delete from sign_in_proof_of_work where expires_at < ?")
                .param(Timestamp.from(clock.instant()))
                .update();
    }

    /** One block of PBKDF2: the platform's own takes letters only, and these are bytes. */
    static byte[] derive(byte[] nonce, int number, byte[] salt, int cost) {
        try {
            var password =
                    ByteBuffer.allocate(nonce.length + Integer.BYTES).put(nonce).putInt(number);
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(password.array(), "HmacSHA256"));
            mac.update(salt);
            var block = mac.doFinal(new byte[] {0, 0, 0, 1});
            var key = block.clone();
            for (int i = 1; i < cost; i++) {
                block = mac.doFinal(block);
                for (int b = 0; b < key.length; b++) {
                    key[b] ^= block[b];
                }
            }
            return key;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** As both sides write it: the names in order, no space between. */
    private byte[] written(TreeMap<String, Object> question) {
        try {
            return json.writeValueAsString(question).getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static byte[] sign(SecretKey key, byte[] text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return mac.doFinal(text);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static byte[] random() {
        var bytes = new byte[16];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    private record Given(Challenge challenge, Solution solution) {}

    private record Challenge(Map<String, Object> parameters, String signature) {}

    private record Solution(String derivedKey) {}
}
