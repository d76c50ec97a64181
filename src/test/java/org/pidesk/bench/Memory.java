package org.pidesk.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;

/** The most memory that is in use while something runs: what a collection leaves, and what the process has. */
final class Memory implements AutoCloseable {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final long EVERY = 200;

    private final AtomicLong heap = new AtomicLong();
    private final AtomicLong resident = new AtomicLong();
    private final Thread watch;

    Memory() {
        System.gc();
        watch = new Thread(this::look, "memory");
        watch.setDaemon(true);
        watch.start();
    }

    /** Bytes. */
    double heap() {
        return heap.get();
    }

    /** Bytes; 0 where nobody says. */
    double resident() {
        return resident.get();
    }

    private void look() {
        while (!Thread.currentThread().isInterrupted()) {
            heap.accumulateAndGet(afterCollection(), Math::max);
            resident.accumulateAndGet(ofTheProcess(), Math::max);
            try {
                Thread.sleep(EVERY);
            } catch (InterruptedException enough) {
                return;
            }
        }
    }

    private static long afterCollection() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP && pool.getCollectionUsage() != null)
                .mapToLong(pool -> pool.getCollectionUsage().getUsed())
                .sum();
    }

    private static long ofTheProcess() {
        try (var lines = Files.lines(STATUS)) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                    .findFirst()
                    .orElse(0);
        } catch (IOException otherSystem) {
            return 0;
        }
    }

    @Override
    public void close() {
        System.gc();
        heap.accumulateAndGet(afterCollection(), Math::max);
        watch.interrupt();
    }
}
