package org.pidesk.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.pidesk.sandbox.SamplePeople.ABC_MOTORS;
import static org.pidesk.sandbox.SamplePeople.THANDI;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pidesk.MadeKeys;
import org.pidesk.PiDeskTest;
import org.pidesk.Rush;
import org.pidesk.kernel.MovableClock;
import org.pidesk.sandbox.SamplePeople;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** As Amazon would sign them, with a key of the tests. */
@PiDeskTest
class SesNotificationsTest {
    private static final String TOPIC = "arn:aws:sns:af-south-1:123456789012:pi-desk";
    private static final String CERTIFICATE =
            "https://sns.af-south-1.amazonaws.com/SimpleNotificationService-0123456789abcdef0123456789abcdef.pem";
    private static final String PASSWORD = "amazon's own";
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private static Path folder;

    private static KeyStore amazon;

    @Autowired
    ReturnPaths paths;

    @Autowired
    SeenReturns seen;

    @Autowired
    ReturnedMessages messages;

    @Autowired
    SentMessages sent;

    @Autowired
    Undeliverables undeliverables;

    @Autowired
    SamplePeople people;

    @Autowired
    MovableClock clock;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JdbcClient database;

    private final List<URI> read = new ArrayList<>();
    private final UUID message = UUID.randomUUID();
    private SesNotifications notifications;

    @BeforeAll
    static void amazonHasAKey() throws IOException, InterruptedException, GeneralSecurityException {
        var file = folder.resolve("amazon.p12");
        MadeKeys.write(file, PASSWORD, "sns.example", "-keyalg", "RSA", "-keysize", "2048");
        amazon = KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray());
    }

    @BeforeEach
    void thandiWasWrittenTo() {
        people.moveIn();
        sent.note(new Stamp(message, ABC_MOTORS, Kind.RECEIPT, "<1@x>", clock.instant()), THANDI);
        notifications = with(address -> {
            read.add(address);
            return certificate();
        });
    }

    private SesNotifications with(SnsDoor door) {
        return new SesNotifications(
                new ReturnsProperties(null, List.of(TOPIC)),
                new SnsEnvelope(door, clock),
                door,
                paths,
                seen,
                messages,
                transaction);
    }

    @ParameterizedTest
    @CsvSource({
        "Permanent, General, 5.1.1, 'smtp; 550 5.1.1 user unknown', true, NO_SUCH_MAILBOX",
        "Permanent, OnAccountSuppressionList, '', '', true, NO_SUCH_MAILBOX",
        "Transient, MailboxFull, '', '', false, MAILBOX_FULL",
        "Transient, General, 4.4.1, 'smtp; 421 timed out', false, NOT_REACHED",
        "Transient, General, '', 'smtp; 452 4.2.2 mailbox full', false, MAILBOX_FULL",
        "Transient, ContentRejected, '', '', false, TAKEN_FOR_SPAM",
        "Undetermined, Undetermined, '', '', false, NOT_SAID"
    })
    void takesABounceForWhatAmazonSaysItIs(
            String type, String subType, String status, String said, boolean hard, ReturnReason reason) {
        notifications.take(signed(bounce(type, subType, status, said)));

        assertThat(undeliverables.open(ABC_MOTORS)).singleElement().satisfies(row -> {
            assertThat(row.about().hard()).isEqualTo(hard);
            assertThat(row.about().reason()).isEqualTo(reason);
        });
    }

    /** The mail has arrived, and somebody's program says that they are on leave. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"emailAddress\":\"ooto@simulator.amazonses.com\"}",
                "{\"emailAddress\":\"x\",\"status\":\"\",\"diagnosticCode\":\"\"}",
                ""
            })
    void takesNoAnswerOfAProgramForABounce(String recipient) {
        notifications.take(
                signed("{\"notificationType\":\"Bounce\",\"bounce\":{\"bounceType\":\"Transient\",\"bounceSubType\":"
                        + "\"General\",\"bouncedRecipients\":[" + recipient + "]}," + mail() + "}"));

        assertThat(undeliverables.open(ABC_MOTORS)).isEmpty();
    }

    @Test
    void opensAComplaint() {
        notifications.take(
                signed("{\"notificationType\":\"Complaint\",\"complaint\":{\"complaintFeedbackType\":\"abuse\"},"
                        + mail() + "}"));

        assertThat(complaints()).isOne();
    }

    @Test
    void opensNoneWhereSomebodySaysThatItIsNoSpam() {
        notifications.take(signed("{\"notificationType\":\"Complaint\",\"complaint\":{\"complaintFeedbackType\":"
                + "\"not-spam\"}," + mail() + "}"));

        assertThat(complaints()).isZero();
    }

    @Test
    void countsOnceWhatIsSentAHundredTimes() {
        var notification = signed(bounce("Permanent", "General", "5.1.1", ""));

        for (int i = 0; i < 100; i++) {
            notifications.take(notification);
        }

        assertThat(undeliverables.open(ABC_MOTORS))
                .singleElement()
                .satisfies(row -> assertThat(row.about().times()).isOne());
    }

    @Test
    void countsOnceWhatComesToManyNodesAtOnce() {
        for (int round = 1; round <= Rush.ROUNDS; round++) {
            var notification = signed(bounce("Permanent", "General", "5.1.1", ""));

            Rush.of(() -> {
                notifications.take(notification);
                return true;
            });

            var times = round;
            assertThat(undeliverables.open(ABC_MOTORS))
                    .singleElement()
                    .satisfies(row -> assertThat(row.about().times()).isEqualTo(times));
        }
    }

    @Test
    void believesNoReturnPathButOurs() {
        notifications.take(signed("{\"notificationType\":\"Bounce\",\"bounce\":{\"bounceType\":\"Permanent\"},"
                + "\"mail\":{\"source\":\"thandi.nkosi=example.com@pi-desk.example\",\"destination\":[\""
                + THANDI.value()
                + "\"]}}"));

        assertThat(undeliverables.open(ABC_MOTORS)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Message", "MessageId", "Timestamp", "TopicArn", "Type", "Signature", "SignatureVersion"})
    void refusesWhatWasChanged(String field) throws JsonProcessingException {
        var node = (ObjectNode) JSON.readTree(signed(bounce("Permanent", "General", "5.1.1", "")));
        var value = node.get(field).asText();
        node.put(
                field,
                field.equals("Timestamp") ? clock.instant().plusSeconds(60).toString() : value + "A");

        assertThatThrownBy(() -> notifications.take(node.toString())).isInstanceOf(NotificationRefused.class);
        assertThat(undeliverables.open(ABC_MOTORS)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://sns.af-south-1.amazonaws.com.evil.example/SimpleNotificationService-0123456789abcdef.pem",
                "https://evil.example/SimpleNotificationService-0123456789abcdef.pem",
                "https://evil.example/sns.af-south-1.amazonaws.com/SimpleNotificationService-0123456789abcdef.pem",
                "https://sns.af-south-1.amazonaws.com@evil.example/SimpleNotificationService-0123456789abcdef.pem",
                "https://sns.af-south-1.amazonaws.com:8443/SimpleNotificationService-0123456789abcdef.pem",
                "http://sns.af-south-1.amazonaws.com/SimpleNotificationService-0123456789abcdef.pem",
                "https://sns.af-south-1.amazonaws.com/somewhere/else.pem",
                "https://169.254.169.254/latest/meta-data/SimpleNotificationService-0123456789abcdef.pem",
                "file:///etc/passwd",
                "not an address"
            })
    void fetchesCertificatesFromAmazonOnly(String address) throws JsonProcessingException {
        var node = (ObjectNode) JSON.readTree(signed(bounce("Permanent", "General", "5.1.1", "")));
        node.put("SigningCertURL", address);

        assertThatThrownBy(() -> notifications.take(node.toString())).isInstanceOf(NotificationRefused.class);
        assertThat(read).isEmpty();
    }

    @Test
    void refusesWhatIsOldOrFromTheFuture() {
        var notification = signed(bounce("Permanent", "General", "5.1.1", ""));
        clock.advance(Duration.ofHours(25));

        assertThatThrownBy(() -> notifications.take(notification)).hasMessage("TIME");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "null", "[]", "{}", "\"text\"", "{\"TopicArn\":", "{\"TopicArn\":\"arn:aws:sns:other\"}"})
    void refusesWhatIsNoNotificationOfOurTopic(String body) {
        assertThatThrownBy(() -> notifications.take(body)).isInstanceOf(NotificationRefused.class);
        assertThat(read).isEmpty();
    }

    @Test
    void confirmsTheSubscriptionOfOurTopicAtAmazonsAddress() {
        notifications.take(subscription("https://sns.af-south-1.amazonaws.com/?Action=ConfirmSubscription&Token=1"));

        assertThat(read).extracting(URI::getQuery).contains("Action=ConfirmSubscription&Token=1");
    }

    /** What is refused Amazon never sends again; what could not be checked it must. */
    @Test
    void asksForItAgainWhereAmazonIsAway() {
        var away = with(address -> {
            throw new IOException("no route");
        });

        assertThatThrownBy(() -> away.take(signed(bounce("Permanent", "General", "5.1.1", "smtp; 550"))))
                .isInstanceOf(AmazonAway.class);
        assertThatThrownBy(() -> with(address -> {
                            if (address.getPath().endsWith(".pem")) {
                                return certificate();
                            }
                            throw new IOException("no route");
                        })
                        .take(subscription("https://sns.af-south-1.amazonaws.com/?Token=1")))
                .isInstanceOf(AmazonAway.class);
    }

    @Test
    void confirmsNothingAnywhereElse() {
        assertThatThrownBy(() -> notifications.take(subscription("https://evil.example/?Token=1")))
                .isInstanceOf(NotificationRefused.class);
        assertThat(read).extracting(URI::getHost).doesNotContain("evil.example");
    }

    private String bounce(String type, String subType, String status, String said) {
        return "{\"notificationType\":\"Bounce\",\"bounce\":{\"bounceType\":\"%s\",\"bounceSubType\":\"%s\",\"bouncedRecipients\":[{\"emailAddress\":\"x\",\"status\":\"%s\",\"diagnosticCode\":\"%s\"}]},%s}"
                .formatted(type, subType, status, said, mail());
    }

    private String mail() {
        return "\"mail\":{\"source\":\"" + paths.of(message).orElseThrow() + "\"}";
    }

    private String signed(String event) {
        var node = JSON.createObjectNode()
                .put("Type", "Notification")
                .put("MessageId", UUID.randomUUID().toString())
                .put("TopicArn", TOPIC)
                .put("Message", event)
                .put("Timestamp", clock.instant().toString());
        return signed(node, List.of("Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type"));
    }

    private String subscription(String address) {
        var node = JSON.createObjectNode()
                .put("Type", "SubscriptionConfirmation")
                .put("MessageId", UUID.randomUUID().toString())
                .put("Token", "1")
                .put("TopicArn", TOPIC)
                .put("Message", "Confirm")
                .put("SubscribeURL", address)
                .put("Timestamp", clock.instant().toString());
        return signed(node, List.of("Message", "MessageId", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type"));
    }

    private static String signed(ObjectNode node, List<String> fields) {
        var text = new StringBuilder();
        fields.stream()
                .filter(node::has)
                .forEach(field -> text.append(field)
                        .append('\n')
                        .append(node.get(field).asText())
                        .append('\n'));
        return node.put("SignatureVersion", "2")
                .put("Signature", sign(text.toString()))
                .put("SigningCertURL", CERTIFICATE)
                .toString();
    }

    private static byte[] certificate() {
        try {
            return amazon.getCertificate(MadeKeys.ALIAS).getEncoded();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String sign(String text) {
        try {
            var signature = Signature.getInstance("SHA256withRSA");
            signature.initSign((PrivateKey) amazon.getKey(MadeKeys.ALIAS, PASSWORD.toCharArray()));
            signature.update(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(signature.sign());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private int complaints() {
        return database.sql("select count(*) from marketing_complaint")
                .query(Integer.class)
                .single();
    }
}
