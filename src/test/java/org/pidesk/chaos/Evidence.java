package org.pidesk.chaos;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What is known from outside of the product, besides its database.
 *
 * @param now by the clock of the nodes
 * @param acknowledged each reference that a person was given
 * @param unheard how many people never were given one
 * @param texts what the carrier of text messages has taken
 * @param ambiguous how often the mail server or the carrier left the sender in doubt
 * @param kills of nodes and of the database
 * @param verified what the product's own check of the activity log says last
 * @param kept what the product alone can read
 */
record Evidence(
        Instant now,
        Map<String, Run.Acknowledged> acknowledged,
        int unheard,
        List<FaultyMailServer.Mail> mails,
        List<FaultyTextServer.Text> texts,
        int ambiguous,
        int kills,
        String verified,
        Kept.Found kept,
        List<Path> folders,
        List<Path> logs) {

    /** The same, but for what the mail server has got. */
    Evidence with(List<FaultyMailServer.Mail> others) {
        return with(others, texts, verified, kept, logs);
    }

    /** The same, but for what the carrier of text messages has taken. */
    Evidence withTexts(List<FaultyTextServer.Text> others) {
        return with(mails, others, verified, kept, logs);
    }

    /** The same, but for what the product's own check says. */
    Evidence with(String otherVerdict) {
        return with(mails, texts, otherVerdict, kept, logs);
    }

    /** The same, but for what the product alone can read. */
    Evidence with(Kept.Found others) {
        return with(mails, texts, verified, others, logs);
    }

    /** The same with one file more. */
    Evidence withFile(Path another) {
        return with(
                mails,
                texts,
                verified,
                kept,
                Stream.concat(logs.stream(), Stream.of(another)).toList());
    }

    private Evidence with(
            List<FaultyMailServer.Mail> mails,
            List<FaultyTextServer.Text> texts,
            String verified,
            Kept.Found kept,
            List<Path> logs) {
        return new Evidence(now, acknowledged, unheard, mails, texts, ambiguous, kills, verified, kept, folders, logs);
    }
}
