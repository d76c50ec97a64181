package org.pidesk.request;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a review must know, sealed for as long as it is kept.
 *
 * @param address whom we answer: the address that was proven in the case
 * @param also the others from which the case was asked: whoever asks for the review, all of them are answered
 */
record ReviewFile(String reason, String address, Instant provenAt, List<Evidence.Asker> also) {

    ReviewFile {
        also = also == null ? List.of() : List.copyOf(also);
    }

    /** The first one first. */
    List<Evidence.Asker> askers() {
        return Stream.concat(Stream.of(new Evidence.Asker(address, provenAt, null)), also.stream())
                .toList();
    }
}
