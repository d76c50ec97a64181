package org.pidesk;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/** The same is done eight times in one instant: by a double click, two tabs, two devices, a program that looks at mails. */
public final class Rush {
    /** How often each kind is tried; {@code -Dchaos.rounds=200} for the long form. */
    public static final int ROUNDS = Integer.getInteger("chaos.rounds", 15);

    public static final int AT_ONCE = 8;

    private static final ExecutorService PEOPLE = Executors.newFixedThreadPool(AT_ONCE, work -> {
        var person = new Thread(work, "one of a rush");
        person.setDaemon(true);
        return person;
    });

    private Rush() {}

    /** @return what each of them was answered */
    public static <T> List<T> of(Callable<T> deed) {
        var start = new CyclicBarrier(AT_ONCE);
        var answers = Stream.generate(() -> CompletableFuture.supplyAsync(
                        () -> {
                            try {
                                start.await();
                                return deed.call();
                            } catch (Exception failed) {
                                throw new CompletionException(failed);
                            }
                        },
                        PEOPLE))
                .limit(AT_ONCE)
                .toList();
        return answers.stream().map(CompletableFuture::join).toList();
    }
}
