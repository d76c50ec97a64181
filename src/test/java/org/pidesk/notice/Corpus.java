package org.pidesk.notice;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Mails as servers of many makers send them back, each with what it is. */
final class Corpus {
    private static final Path FOLDER = Path.of("src/test/resources/returns");

    private Corpus() {}

    /** @param name of a file in the corpus */
    record Sample(String name, Returned.Sort sort, ReturnReason reason) {
        /** @param mark of the message that it is about */
        String text(String mark) {
            try {
                return Files.readString(FOLDER.resolve(name + ".eml"))
                        .replace("{{mark}}", mark)
                        .replace("{{MARK}}", mark)
                        .replace("\r\n", "\n")
                        .replace("\n", "\r\n");
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static List<Sample> all() {
        try {
            return Files.readAllLines(FOLDER.resolve("corpus.csv")).stream()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split(", "))
                    .map(row -> new Sample(row[0], Returned.Sort.valueOf(row[1]), ReturnReason.valueOf(row[2])))
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static Sample sample(String name) {
        return all().stream()
                .filter(sample -> sample.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    static MimeMessage mail(String text) {
        try {
            return new MimeMessage(
                    (Session) null, new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1)));
        } catch (MessagingException noMail) {
            throw new IllegalArgumentException(noMail);
        }
    }
}
