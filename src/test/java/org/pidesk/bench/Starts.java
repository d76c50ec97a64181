package org.pidesk.bench;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Starts an application in a process of its own and says what it took until the first answer. */
final class Starts {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration IDLE = Duration.ofSeconds(5);
    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");

    /** @param cpuSeconds until the first answer; @param megabytes resident when it has been idle for a while */
    record Start(double cpuSeconds, double megabytes) {}

    private Starts() {}

    static Start of(Class<?> application, int port, String... arguments) {
        var command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-cp",
                classPathOf(application),
                application.getName(),
                "--server.port=" + port,
                "--server.address=127.0.0.1"));
        command.addAll(List.of(arguments));
        try {
            var process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(Path.of("target/" + application.getSimpleName() + ".log")
                            .toFile())
                    .start();
            try {
                awaitAnswer(process, port);
                var cpu = cpuSeconds(process);
                Thread.sleep(IDLE.toMillis());
                return new Start(cpu, megabytes(process));
            } finally {
                process.destroy();
                process.waitFor(30, TimeUnit.SECONDS);
            }
        } catch (IOException | InterruptedException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** The product's scan would find what its tests put beside it. */
    private static String classPathOf(Class<?> application) {
        var all = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator));
        return application.getPackage().equals(Starts.class.getPackage())
                ? all.collect(Collectors.joining(File.pathSeparator))
                : all.filter(entry -> !entry.endsWith("test-classes")).collect(Collectors.joining(File.pathSeparator));
    }

    private static void awaitAnswer(Process process, int port) throws InterruptedException {
        var client = HttpClient.newHttpClient();
        var question = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/"))
                .build();
        for (var end = System.nanoTime() + PATIENCE.toNanos(); System.nanoTime() < end && process.isAlive(); ) {
            try {
                client.send(question, BodyHandlers.discarding());
                return;
            } catch (IOException notYet) {
                Thread.sleep(50);
            }
        }
        throw new IllegalStateException("It did not start; its log is under target/.");
    }

    private static double cpuSeconds(Process process) {
        return process.info().totalCpuDuration().orElse(Duration.ZERO).toMillis() / 1000.0;
    }

    private static double megabytes(Process process) throws IOException {
        var status = RESIDENT.matcher(Files.readString(Path.of("/proc", Long.toString(process.pid()), "status")));
        return status.find() ? Long.parseLong(status.group(1)) / 1024.0 : 0;
    }
}
