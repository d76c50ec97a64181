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
        List<Path> folders,
        List<Path> logs) {

    /** The same, but for what the mail server has got. */
    Evidence with(List<FaultyMailServer.Mail> others) {
        return new Evidence(now, acknowledged, unheard, others, texts, ambiguous, kills, verified, folders, logs);
    }

    /** The same, but for what the carrier of text messages has taken. */
    Evidence withTexts(List<FaultyTextServer.Text> others) {
        return new Evidence(now, acknowledged, unheard, mails, others, ambiguous, kills, verified, folders, logs);
    }

    /** The same, but for what the product's own check says. */
    Evidence with(String otherVerdict) {
        return new Evidence(now, acknowledged, unheard, mails, texts, ambiguous, kills, otherVerdict, folders, logs);
    }

    /** The same with one file more. */
    Evidence withFile(Path another) {
        var more = Stream.concat(logs.stream(), Stream.of(another)).toList();
        return new Evidence(now, acknowledged, unheard, mails, texts, ambiguous, kills, verified, folders, more);
    }
}
