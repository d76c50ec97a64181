package org.pidesk.bench;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.http.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.autoconfigure.jackson.JacksonAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.DispatcherServletAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.ServletWebServerFactoryAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.WebMvcAutoConfiguration;
import org.springframework.context.annotation.Profile;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * The least that can check a password: one endpoint, which knows one hash.
 *
 * <p>The profile keeps it out of the product, whose scan would find it.
 */
@RestController
@Profile(BareHash.PROFILE)
@ImportAutoConfiguration({
    ServletWebServerFactoryAutoConfiguration.class,
    DispatcherServletAutoConfiguration.class,
    WebMvcAutoConfiguration.class,
    HttpMessageConvertersAutoConfiguration.class,
    JacksonAutoConfiguration.class
})
class BareHash {
    static final String PROFILE = "bare-hash";

    /** How much memory and time a check takes is written in the hash. */
    private final Argon2PasswordEncoder argon2id = Argon2PasswordEncoder.defaultsForSpringSecurity_v5_8();

    private final String hash;

    BareHash(@Value("${hash}") String hash) {
        this.hash = hash;
    }

    public static void main(String[] arguments) {
        SpringApplication.run(BareHash.class, arguments);
    }

    @GetMapping("/check")
    boolean check(@RequestParam("password") String password) {
        return argon2id.matches(password, hash);
    }
}
