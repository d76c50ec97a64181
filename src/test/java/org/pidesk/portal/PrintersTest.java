package org.pidesk.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.pidesk.PiDeskTest;
import org.pidesk.identity.TooManyRequests;
import org.pidesk.kernel.Token;
import org.springframework.beans.factory.annotation.Autowired;

/** Mallory asks for documents without end, and everybody else still gets theirs. */
@PiDeskTest
class PrintersTest {
    private static final Token MALLORY = Token.random();
    private static final int AT_ONCE = 4;

    @Autowired
    Printers printers;

    private final ExecutorService browsers = Executors.newCachedThreadPool();
    private final CountDownLatch goOn = new CountDownLatch(1);

    @AfterEach
    void closeTheBrowsers() {
        goOn.countDown();
        browsers.shutdown();
    }

    @Test
    void printOneAtATimeForOneVisitorAndLeaveTheOthersToTheRest() {
        var mallory = Token.random();
        var first = slowly(List.of(mallory));

        IntStream.range(0, 8)
                .forEach(loop -> assertThatThrownBy(() -> printers.print(mallory, () -> "another"))
                        .isInstanceOf(TooManyRequests.class)
                        .hasMessageContaining("is still being made"));
        assertThat(printers.print(Token.random(), () -> "Thandi's")).isEqualTo("Thandi's");

        goOn.countDown();
        assertThat(first.get(0).join()).isEqualTo("printed");
        assertThat(printers.print(mallory, () -> "another")).isEqualTo("another");
    }

    @Test
    void printTenForOneVisitor() {
        IntStream.range(0, 10).forEach(number -> printers.print(MALLORY, () -> "one more"));

        assertThatThrownBy(() -> printers.print(MALLORY, () -> "one more"))
                .isInstanceOf(TooManyRequests.class)
                .hasMessageContaining("10 times");
        assertThat(printers.print(Token.random(), () -> "Thandi's")).isEqualTo("Thandi's");
    }

    @Test
    void letAVisitorWaitForATurn() {
        var four = slowly(
                IntStream.range(0, AT_ONCE).mapToObj(number -> Token.random()).toList());
        var fifth = CompletableFuture.supplyAsync(() -> printers.print(Token.random(), () -> "waited"), browsers);
        assertThat(fifth).isNotDone();

        goOn.countDown();

        assertThat(fifth.join()).isEqualTo("waited");
        assertThat(four).allSatisfy(one -> assertThat(one.join()).isEqualTo("printed"));
    }

    @Test
    void tellAVisitorToComeBackWhereTheWaitIsTooLong() {
        slowly(IntStream.range(0, AT_ONCE).mapToObj(number -> Token.random()).toList());

        assertThatThrownBy(() -> printers.print(Token.random(), () -> "too late"))
                .isInstanceOf(TooManyRequests.class)
                .hasMessageContaining("in a minute");
    }

    @Test
    void areFreeAgainWhenADocumentCannotBePrinted() {
        var thandi = Token.random();

        IntStream.range(0, AT_ONCE + 1)
                .forEach(number -> assertThatThrownBy(() -> printers.print(thandi, PrintersTest::broken))
                        .isInstanceOf(IllegalStateException.class));

        assertThat(printers.print(thandi, () -> "printed")).isEqualTo("printed");
    }

    private static String broken() {
        throw new IllegalStateException("out of paper");
    }

    /** Each of these has begun to print, and ends when it may. */
    private List<CompletableFuture<String>> slowly(List<Token> visitors) {
        var begun = new CountDownLatch(visitors.size());
        var printing = visitors.stream()
                .map(visitor -> CompletableFuture.supplyAsync(
                        () -> printers.print(visitor, () -> {
                            begun.countDown();
                            await(goOn);
                            return "printed";
                        }),
                        browsers))
                .toList();
        await(begun);
        return printing;
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
