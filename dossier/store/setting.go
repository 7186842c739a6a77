package store

import (
	"context"
	"fmt"
)

// Setting is a small setting kept sealed with the cases, such as the language of
// the window; "" when it was never set.
func (s *Store) Setting(ctx context.Context, key string) (string, error) {
	var v string
	err := s.view(ctx, func(x *session) error {
		_, err := x.one(ctx, `SELECT value FROM setting WHERE key = ?`, []any{settingKey(key)}, &v)
		return err
	})
	if err != nil {
		return "", fmt.Errorf("read setting %s: %w", key, err)
	}
	return v, nil
}

// SetSetting keeps a setting; "" forgets it. Settings have no history.
func (s *Store) SetSetting(ctx context.Context, key, v string) error {
	err := s.change(ctx, func(x *session) (err error) {
		if v == "" {
			_, err = x.exec(ctx, `DELETE FROM setting WHERE key = ?`, settingKey(key))
			return err
		}
		_, err = x.exec(ctx, `INSERT INTO setting (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value`, settingKey(key), v)
		return err
	})
	if err != nil {
		return fmt.Errorf("write setting %s: %w", key, err)
	}
	return nil
}

// settingKey keeps the user's settings apart from the store's own.
func settingKey(key string) string { return "user." + key }
