package org.pidesk.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Where it was measured, without which no figure says anything. */
final class Machine {
    private Machine() {}

    static String described(Spectator server) {
        var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return String.format(
                Locale.ROOT,
                "%d processors (%s), %d GB, %s, Java %s, PostgreSQL %s",
                system.getAvailableProcessors(),
                processor(),
                Math.round(system.getTotalMemorySize() / 1e9),
                system.getName(),
                System.getProperty("java.version"),
                server.column("show server_version").get(0));
    }

    static double load() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }

    private static String processor() {
        try (var lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.replaceFirst("[^:]*: *", ""))
                    .findFirst()
                    .orElse("unknown");
        } catch (IOException elsewhere) {
            return System.getProperty("os.arch");
        }
    }
}
