package org.pidesk.bench;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/** Four hands for all contestants alike. */
final class Crew {
    private static final int HANDS = 4;

    private Crew() {}

    static <T> void each(List<T> work, Consumer<T> job) {
        each(HANDS, work, job);
    }

    static <T> void each(int number, List<T> work, Consumer<T> job) {
        var hands = Executors.newFixedThreadPool(number);
        try {
            var done = work.stream()
                    .map(item -> hands.submit(() -> job.accept(item)))
                    .toList();
            for (var one : done) {
                one.get();
            }
        } catch (InterruptedException | ExecutionException failed) {
            throw new IllegalStateException(failed);
        } finally {
            hands.shutdown();
        }
    }

    static void eachWord(String words, Consumer<String> job) {
        List.of(words.split(" ")).forEach(job);
    }
}
