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
import org.pidesk.FreePort;

/** An application in a process of its own, with flags that are the same for all. It has answered once. */
public final class Neighbour implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");

    private final Process process;
    private final int port;

    private Neighbour(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    public static Neighbour start(Class<?> application, String... arguments) {
        return start(List.of(), application, arguments);
    }

    /** @param options of its Java */
    public static Neighbour start(List<String> options, Class<?> application, String... arguments) {
        try {
            var port = FreePort.next();
            var neighbour = new Neighbour(process(options, application, port, arguments), port);
            neighbour.awaitAnswer();
            return neighbour;
        } catch (IOException | InterruptedException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static Process process(List<String> options, Class<?> application, int port, String... arguments)
            throws IOException {
        var command = new ArrayList<>(
                List.of(ProcessHandle.current().info().command().orElse("java"), "-Xmx512m", "-XX:+UseSerialGC"));
        command.addAll(options);
        command.addAll(List.of(
                "-cp",
                classPathOf(application),
                application.getName(),
                "--server.port=" + port,
                "--server.address=127.0.0.1"));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(Path.of("target/" + application.getSimpleName() + ".log")
                        .toFile())
                .start();
    }

    /** The product's scan would find what its tests put beside it. */
    private static String classPathOf(Class<?> application) {
        var all = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator));
        return application.getPackage().equals(Neighbour.class.getPackage())
                ? all.collect(Collectors.joining(File.pathSeparator))
                : all.filter(entry -> !entry.endsWith("test-classes")).collect(Collectors.joining(File.pathSeparator));
    }

    private void awaitAnswer() throws InterruptedException {
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
        process.destroy();
        throw new IllegalStateException("It did not start; its log is under target/.");
    }

    public int port() {
        return port;
    }

    double cpuMillis() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO).toMillis();
    }

    /** What its just-in-time compilers have taken of that; 0 where there is no /proc. */
    double compilerMillis() {
        try (var threads = Files.list(file("task"))) {
            return threads.filter(Neighbour::isCompiler)
                    .mapToDouble(thread -> Ticks.of(thread.resolve("stat"), Ticks.OWN))
                    .sum();
        } catch (IOException elsewhere) {
            return 0;
        }
    }

    private static boolean isCompiler(Path thread) {
        try {
            return Files.readString(thread.resolve("comm")).matches("(?s)C[12] Compiler.*");
        } catch (IOException gone) {
            return false;
        }
    }

    /** Resident megabytes; 0 where there is no /proc. */
    double megabytes() {
        try {
            var status = RESIDENT.matcher(Files.readString(file("status")));
            return status.find() ? Long.parseLong(status.group(1)) / 1024.0 : 0;
        } catch (IOException elsewhere) {
            return 0;
        }
    }

    private Path file(String name) {
        return Path.of("/proc", Long.toString(process.pid()), name);
    }

    @Override
    public void close() {
        try {
            process.destroy();
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
