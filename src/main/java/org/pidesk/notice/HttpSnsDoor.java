package org.pidesk.notice;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Over HTTPS, without following anybody anywhere else. */
@Component
class HttpSnsDoor implements SnsDoor {
    private static final int LARGEST = 64 * 1024;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Override
    public byte[] read(URI address) throws IOException {
        var http = HttpClient.newBuilder()
                .followRedirects(Redirect.NEVER)
                .connectTimeout(PATIENCE)
                .build();
        var request = HttpRequest.newBuilder(address).timeout(PATIENCE).build();
        try {
            var answer = http.send(request, BodyHandlers.ofInputStream());
            try (var body = answer.body()) {
                if (answer.statusCode() != 200) {
                    throw new IOException("status " + answer.statusCode());
                }
                return body.readNBytes(LARGEST);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", stopped);
        }
    }
}
