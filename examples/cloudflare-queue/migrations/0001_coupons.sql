CREATE TABLE vouchers (coupon_code TEXT PRIMARY KEY, coupon TEXT NOT NULL, usable INTEGER NOT NULL DEFAULT 0);
CREATE TABLE users (openid TEXT, appid TEXT, brand_id TEXT, checked INTEGER NOT NULL DEFAULT 0, PRIMARY KEY (openid, appid, brand_id));
