package org.pidesk.notice;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.pidesk.notice.Returned.Sort;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Bounces and complaints of which Amazon SES tells, through a topic of SNS that the configuration names. Each is believed
 * if Amazon has signed it, once; which message it is about says the return path that we signed ourselves.
 */
@Service
public class SesNotifications {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ReturnsProperties properties;
    private final SnsEnvelope envelope;
    private final SnsDoor door;
    private final ReturnPaths paths;
    private final SeenReturns seen;
    private final ReturnedMessages messages;
    private final TransactionOperations transaction;

    SesNotifications(
            ReturnsProperties properties,
            SnsEnvelope envelope,
            SnsDoor door,
            ReturnPaths paths,
            SeenReturns seen,
            ReturnedMessages messages,
            TransactionOperations transaction) {
        this.properties = properties;
        this.envelope = envelope;
        this.door = door;
        this.paths = paths;
        this.seen = seen;
        this.messages = messages;
        this.transaction = transaction;
    }

    /** Whether any topic is believed at all. */
    public boolean isExpected() {
        return !properties.sesTopics().isEmpty();
    }

    /**
     * Takes a notification as it came. What was taken before is taken for taken.
     *
     * @throws NotificationRefused when it is none, or not from Amazon, or of another topic
     * @throws AmazonAway when Amazon could not be asked: it is to send the notification again
     */
    @Transactional(propagation = Propagation.NEVER)
    public void take(String body) {
        var notification = json(body);
        if (!properties.sesTopics().contains(notification.path("TopicArn").asText())) {
            throw new NotificationRefused("TOPIC");
        }
        envelope.mustBeAmazons(notification);
        if (notification.path("Type").asText().equals("SubscriptionConfirmation")) {
            confirm(notification);
            return;
        }
        var id = ("sns " + notification.path("MessageId").asText()).getBytes(StandardCharsets.UTF_8);
        var returned = returned(json(notification.path("Message").asText()));
        transaction.executeWithoutResult(one -> {
            if (seen.isNew(Dkim.sha256(id))) {
                messages.take(returned);
            }
        });
    }

    /** Amazon sends nothing before somebody has opened the address in its first notification. */
    private void confirm(JsonNode notification) {
        try {
            door.read(SnsEnvelope.amazons(notification.path("SubscribeURL").asText()));
        } catch (IOException away) {
            throw new AmazonAway("subscription", away);
        }
    }

    private Returned returned(JsonNode event) {
        var type = event.path("notificationType").asText(event.path("eventType").asText());
        return switch (type) {
            case "Bounce" -> bounce(event.path("bounce")).about(message(event.path("mail")));
            case "Complaint" -> complaint(event.path("complaint")).about(message(event.path("mail")));
            default -> Returned.notABounce(ReturnReason.DELIVERED);
        };
    }

    /** Amazon has looked at what came back itself: what it calls permanent is, and nothing else is. */
    private static Returned bounce(JsonNode bounce) {
        var recipient = bounce.path("bouncedRecipients").path(0);
        var said = recipient.path("status").asText() + " "
                + recipient.path("diagnosticCode").asText();
        if (said.isBlank() && isGeneral(bounce)) {
            return Returned.notABounce(ReturnReason.AUTO_REPLY);
        }
        var diagnosis = Diagnosis.of(said);
        if (!bounce.path("bounceType").asText().equals("Permanent")) {
            var isSaid = diagnosis.sort() == Sort.SOFT && diagnosis.reason() != ReturnReason.NOT_SAID;
            var reason = isSaid ? diagnosis.reason() : bySubType(bounce);
            return Returned.of(Sort.SOFT, reason, diagnosis.code());
        }
        var reason = diagnosis.sort() == Sort.HARD ? diagnosis.reason() : ReturnReason.NO_SUCH_MAILBOX;
        return Returned.of(Sort.HARD, reason, diagnosis.code());
    }

    /** Amazon's name for what it cannot name: without any server's report it is the answer of a program, after delivery. */
    private static boolean isGeneral(JsonNode bounce) {
        return bounce.path("bounceType").asText().equals("Transient")
                && bounce.path("bounceSubType").asText().equals("General");
    }

    private static ReturnReason bySubType(JsonNode bounce) {
        return switch (bounce.path("bounceSubType").asText()) {
            case "MailboxFull" -> ReturnReason.MAILBOX_FULL;
            case "MessageTooLarge" -> ReturnReason.TOO_BIG;
            case "ContentRejected", "AttachmentRejected" -> ReturnReason.TAKEN_FOR_SPAM;
            default -> ReturnReason.NOT_SAID;
        };
    }

    private static Returned complaint(JsonNode complaint) {
        return complaint.path("complaintFeedbackType").asText().equals("not-spam")
                ? Returned.notABounce(ReturnReason.NOT_UNDERSTOOD)
                : Returned.of(Sort.COMPLAINT, ReturnReason.COMPLAINT, null);
    }

    /** The envelope's sender as we gave it, or else the header that Amazon repeats. */
    private Optional<UUID> message(JsonNode mail) {
        return paths.in(mail.path("source").asText())
                .or(() -> StreamSupport.stream(mail.path("headers").spliterator(), false)
                        .filter(header -> header.path("name").asText().equalsIgnoreCase("Feedback-ID"))
                        .map(header -> paths.read(
                                header.path("value").asText().split(":")[0].strip()))
                        .flatMap(Optional::stream)
                        .findFirst());
    }

    private static JsonNode json(String text) {
        try {
            var node = JSON.readTree(text);
            if (node != null && node.isObject()) {
                return node;
            }
        } catch (JsonProcessingException garbled) {
            // said below: its own message would quote what came
        }
        throw new NotificationRefused("JSON");
    }
}
