package org.pidesk.notice;

import java.util.Arrays;
import java.util.Optional;
import org.pidesk.kernel.MobileNumber;
import org.pidesk.kernel.NotAnAddress;
import org.pidesk.notice.Returned.Sort;
import org.pidesk.notice.TextReceipts.Lost;
import org.pidesk.notice.TextReceipts.State;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Takes what the carrier says of text messages, and what people answer to them. */
@Component
class TextReturns implements TextInbox {
    private final TextReceipts receipts;
    private final ReturnedMessages messages;
    private final Stops stops;
    private final TransactionOperations transaction;

    TextReturns(TextReceipts receipts, ReturnedMessages messages, Stops stops, TransactionOperations transaction) {
        this.receipts = receipts;
        this.messages = messages;
        this.stops = stops;
        this.transaction = transaction;
    }

    /** A state that nobody has heard of says nothing. */
    @Override
    public void receipt(String carrierName, String state) {
        Arrays.stream(State.values())
                .filter(known -> known.name().equals(state))
                .findFirst()
                .ifPresent(known -> receipts.note(carrierName, known));
        tellLost();
    }

    /** Also for the receipts that came before the carrier said that it took the message. */
    void tellLost() {
        var more = true;
        while (more) {
            more = Boolean.TRUE.equals(transaction.execute(one -> {
                var lost = receipts.nextLost();
                lost.ifPresent(this::lost);
                return lost.isPresent();
            }));
        }
    }

    /** A telephone that is off, or a number that nobody has: the carriers do not tell them apart, so nothing is for good. */
    private void lost(Lost lost) {
        var reason = lost.because() == State.REJECTD ? ReturnReason.NOT_SAID : ReturnReason.NOT_REACHED;
        messages.take(Returned.of(Sort.SOFT, reason, lost.because().name()).about(Optional.of(lost.message())));
    }

    /** Nobody answers a text message to a number that is none. */
    @Override
    public void text(String from, String words) {
        if (StopWords.in(words)) {
            number(from).ifPresent(stops::stop);
        }
    }

    private static Optional<MobileNumber> number(String from) {
        try {
            return Optional.of(MobileNumber.parse(from.startsWith("27") ? "+" + from : from));
        } catch (NotAnAddress foreign) {
            return Optional.empty();
        }
    }
}
